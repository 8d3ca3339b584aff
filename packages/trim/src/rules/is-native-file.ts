/** Code that the system loads, and that may look for more beside itself. */
export function isNativeFile(path: string): boolean {
  return /\.(?:node|dylib|dll|so(?:\.\d+)*)$/u.test(path);
}

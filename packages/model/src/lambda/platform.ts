/** What the function's machine is. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
  readonly libc: string;
}

/** What Lambda's managed Node.js runtimes run on: Amazon Linux, which has glibc, on either processor. */
export function lambdaPlatform(arch: string): Platform {
  return { os: "linux", cpu: arch, libc: "glibc" };
}

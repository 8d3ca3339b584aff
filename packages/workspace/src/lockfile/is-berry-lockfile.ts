/** Whether a yarn.lock is one of Yarn 2 and newer. */
export function isBerryLockfile(text: string): boolean {
  return text.startsWith("__metadata:") || text.includes("\n__metadata:");
}

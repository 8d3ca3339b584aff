/** Whether a yarn.lock is one of Yarn 2 and newer. */
export function isBerryLockfile(text: string): boolean {
  return /^__metadata:/m.test(text);
}

const isWhole = process.env["TORTURE_ALL"] !== undefined;

/** Every n-th call, or every one where all are asked for: `npm run torture`. */
export function strideOf(usual: number): number {
  return isWhole ? 1 : usual;
}

/** Says for docs/torture.md how many cases there were. */
export function noteCases(what: string, cases: number): void {
  if (isWhole) process.stdout.write(`${what}: ${cases}\n`);
}

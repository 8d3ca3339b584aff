export interface DocumentedCodes {
  /** What exists in the code. */
  readonly codes: readonly string[];
  /** What has a page or a heading. */
  readonly documented: readonly string[];
  /** Where a code is documented, for messages: `docs/errors/<code>.md`. */
  readonly place: (code: string) => string;
}

/** Codes without documentation, and documentation without a code. */
export function checkCodes({ codes, documented, place }: DocumentedCodes): readonly string[] {
  const missing = codes.filter((code) => !documented.includes(code)).map((code) => `${place(code)} is missing.`);
  const stale = documented.filter((code) => !codes.includes(code));
  return [...missing, ...stale.map((code) => `${place(code)} describes ${code}, which does not exist.`)];
}

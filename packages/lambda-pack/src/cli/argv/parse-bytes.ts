const units: Readonly<Record<string, number>> = { "": 1, KiB: 1024, MiB: 1024 * 1024 };

/** A number of bytes, also in KiB or MiB: `262144000`, `250MiB`. What is neither stays as it is, for the check to tell. */
export function parseBytes(text: string): number | string {
  const [, digits, unit] = /^(\d+) ?(KiB|MiB)?$/u.exec(text) ?? [];
  return digits === undefined ? text : Number(digits) * (units[unit ?? ""] ?? 1);
}

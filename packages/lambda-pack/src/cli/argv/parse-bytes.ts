const units: Readonly<Record<string, number>> = { "": 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** A number of bytes, also in KiB, MiB or GiB: `262144000`, `250MiB`. What is neither stays as it is, for the check to tell. */
export function parseBytes(text: string): number | string {
  const [, digits, unit] = /^(\d+) ?(KiB|MiB|GiB)?$/u.exec(text) ?? [];
  return digits === undefined ? text : Number(digits) * (units[unit ?? ""] ?? 1);
}

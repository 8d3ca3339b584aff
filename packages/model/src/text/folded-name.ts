// What is not ASCII has several normal forms.
// oxlint-disable-next-line no-control-regex
const notAscii = /[^\u0000-\u007f]/u;

/** A name or path as file systems see it that ignore case and Unicode normal form: equal for two that these cannot tell apart. */
export function foldedName(name: string): string {
  const lower = name.toLowerCase();
  return notAscii.test(lower) ? lower.normalize("NFC") : lower;
}

/** `1.2.3`, with numbers that are small and begin with no zero. */
const VERSION = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/u;

/** `^1.2.3`, `~1.2`, `>=1`, `<2`, `1.2.3`, `1.x`. */
const COMPARATOR = /^(\^|~|>=|<|)(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}|x))?(?:\.(0|[1-9]\d{0,8}|x))?$/u;

/**
 * Whether a version is one that a range allows and both are so plain that it can be seen at once, as for nearly all edges.
 * False where it is not, and where semver has to be asked.
 */
export function isPlainlyAllowed(range: string, version: string): boolean {
  const [whole, ...own] = VERSION.exec(version) ?? [];
  if (whole === undefined) return false;
  if (range === "*") return true;
  const numbers = own.map(Number);
  const alternatives = range.split("||").map((text) =>
    text
      .trim()
      .replace(/(>=|<) +/gu, "$1")
      .split(/ +/u)
      .map(readComparator),
  );
  return (
    alternatives.flat().every((each) => each !== undefined) &&
    alternatives.some((comparators) => comparators.every((each) => each !== undefined && allows(each, numbers)))
  );
}

interface Comparator {
  readonly sign: string;
  /** As many as are written. */
  readonly numbers: readonly number[];
}

function readComparator(text: string): Comparator | undefined {
  const [, sign, ...parts] = COMPARATOR.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const end = parts.findIndex((part) => part === undefined || part === "x");
  const numbers = parts.slice(0, end === -1 ? parts.length : end);
  if (parts.slice(numbers.length).some((part) => part !== undefined && part !== "x")) return undefined;
  return { sign, numbers: numbers.map(Number) };
}

/** The version begins with the numbers that the sign fixes, and is none that comes before what is written. */
function allows({ sign, numbers }: Comparator, version: readonly number[]): boolean {
  if (sign === "<") return compare(version, numbers) < 0;
  const isFixed = numbers.slice(0, countFixed(sign, numbers)).every((number, index) => version[index] === number);
  return isFixed && compare(version, numbers) >= 0;
}

function countFixed(sign: string, numbers: readonly number[]): number {
  if (sign === ">=") return 0;
  if (sign === "~") return Math.min(numbers.length, 2);
  // The first number that is no zero is the one whose change breaks something.
  const first = sign === "^" ? numbers.findIndex((number) => number !== 0) : -1;
  return first === -1 ? numbers.length : first + 1;
}

/** What is not written counts as zero. */
function compare(version: readonly number[], numbers: readonly number[]): number {
  for (const [index, number] of version.entries()) {
    const difference = number - (numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

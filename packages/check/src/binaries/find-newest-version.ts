/**
 * The highest of the versions of a name, `GLIBC_2.14` of `GLIBC`, as numbers; undefined where there is none. Others of the name,
 * such as `GLIBC_PRIVATE`, do not count.
 */
export function findNewestVersion(versions: readonly string[], name: string): readonly number[] | undefined {
  const numbers = versions.flatMap((version) => {
    const digits = version.startsWith(`${name}_`) ? version.slice(name.length + 1) : "";
    return /^\d+(?:\.\d+)*$/u.test(digits) ? [digits.split(".").map(Number)] : [];
  });
  return numbers.reduce<readonly number[] | undefined>(
    (newest, one) => (newest === undefined || isNewer(one, newest) ? one : newest),
    undefined,
  );
}

/** Compares number by number: 2.14 is newer than 2.3. */
export function isNewer(one: readonly number[], other: readonly number[]): boolean {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

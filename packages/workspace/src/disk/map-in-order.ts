/**
 * Maps all values at once. Waits for all of them, then throws the failure of the earliest value in the list: which error
 * is reported does not depend on timing.
 */
export async function mapInOrder<T, R>(values: Iterable<T>, map: (value: T) => Promise<R>): Promise<R[]> {
  const results = await Promise.allSettled(Array.from(values, map));
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

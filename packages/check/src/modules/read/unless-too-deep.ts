/**
 * What the function returns; undefined where the stack is exhausted, as by a chain of ten thousand members in generated code,
 * which the parser reads in a loop.
 */
export function unlessTooDeep<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

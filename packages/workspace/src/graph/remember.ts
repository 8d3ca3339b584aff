/** What a key stands for, asked once for each key. */
export function remember<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const value = known.get(key) ?? ask();
  known.set(key, value);
  return value;
}

/** What a key stands for, asked once for each key. */
export function remember<T>(known: Map<string, T>, key: string, ask: () => T): T {
  const value = known.get(key);
  if (value !== undefined || known.has(key)) return value as T;
  const answer = ask();
  known.set(key, answer);
  return answer;
}

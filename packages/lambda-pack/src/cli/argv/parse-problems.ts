/**
 * `kind=severity` and `kind:package=severity`, each as often as wanted → what a settings file would hold. The first text that is
 * neither is returned as it is.
 */
export function parseProblems(texts: readonly unknown[]): object | string {
  const kinds = new Map<string, Map<string, string>>();
  for (const text of texts) {
    // A range may hold an equals sign, a kind no colon.
    const match = typeof text === "string" ? /^([^:=]+)(?::(.+))?=([^=]+)$/su.exec(text) : null;
    if (match === null) return String(text);
    const [, kind = "", name = "*", severity = ""] = match;
    kinds.set(kind, new Map([...(kinds.get(kind) ?? []), [name, severity]]));
  }
  return Object.fromEntries([...kinds].map(([kind, severities]) => [kind, Object.fromEntries(severities)]));
}

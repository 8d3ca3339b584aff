/** What a name is followed by: `lodash` and `4.17.21` of `lodash@4.17.21`. */
export interface SplitId {
  readonly name: string;
  /** A version, a range or whatever else may stand there; undefined where nothing does. */
  readonly reference: string | undefined;
}

/** Takes `name@reference` apart: an id, a query, a descriptor of a lockfile. The search starts at 1, because a scope begins with an `@`. */
export function splitId(id: string): SplitId {
  const at = id.indexOf("@", 1);
  return at === -1 ? { name: id, reference: undefined } : { name: id.slice(0, at), reference: id.slice(at + 1) };
}

/** The files among the entries of a bundle, by their paths. */
export function filesByPath<Entry extends { readonly kind: string; readonly path: string }>(
  entries: readonly Entry[],
): ReadonlyMap<string, Extract<Entry, { readonly kind: "file" }>> {
  return new Map(entries.filter(isFile).map((file) => [file.path, file]));
}

function isFile<Entry extends { readonly kind: string }>(
  entry: Entry,
): entry is Extract<Entry, { readonly kind: "file" }> {
  return entry.kind === "file";
}

/** An id as it is shown: a package whose version nothing says is known by its name alone. */
export function shownId(id: string): string {
  return id.endsWith("@") ? id.slice(0, -1) : id;
}

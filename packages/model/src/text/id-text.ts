/** An id as texts show it: a package whose version nothing says, `lodash@`, is known by its name alone. */
export function idText(id: string): string {
  return id.endsWith("@") ? id.slice(0, -1) : id;
}

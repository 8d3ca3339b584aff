/** `knex` of `knex@0.95.15`; a scope's own `@` comes first. */
export function nameOfId(id: string): string {
  const at = id.indexOf("@", 1);
  return at === -1 ? id : id.slice(0, at);
}

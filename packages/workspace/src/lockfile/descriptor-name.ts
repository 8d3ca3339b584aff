/** `ms` of a descriptor such as `ms@^2.0.0` or `ms@npm:2.0.0`; a scope's own `@` comes first. */
export function descriptorName(descriptor: string): string {
  const at = descriptor.indexOf("@", 1);
  return at === -1 ? descriptor : descriptor.slice(0, at);
}

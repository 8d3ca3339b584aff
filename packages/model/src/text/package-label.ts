/** How problems, reports and instance ids name a package: `lodash@4.17.21`. */
export function packageLabel({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}@${version}`;
}

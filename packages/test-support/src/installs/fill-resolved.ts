/**
 * A Yarn classic lockfile in which every package has its tarball's address at this registry. The committed lockfiles
 * have none, so that they work behind a mirror too; Yarn ignores an entry without one.
 */
export function fillResolved(lockfile: string, registry: string): string {
  let name = "";
  const lines = lockfile.split("\n").map((line) => {
    name = entryName(line) ?? name;
    const version = /^ {2}version "(?<version>.+)"$/u.exec(line)?.groups?.["version"];
    return version === undefined ? line : `${line}\n  resolved "${tarballUrl(registry, name, version)}"`;
  });
  return lines.join("\n");
}

/** The package that an entry's first pattern fetches: `a@npm:b@^1.0.0` is an alias for b. */
function entryName(line: string): string | undefined {
  const pattern = /^"?(?<pattern>[^\s#"][^",]*)"?[,:]/u.exec(line)?.groups?.["pattern"];
  if (pattern === undefined) return undefined;
  const aliased = pattern.indexOf("@npm:");
  const spec = aliased === -1 ? pattern : pattern.slice(aliased + "@npm:".length);
  const at = spec.indexOf("@", 1);
  return at === -1 ? spec : spec.slice(0, at);
}

function tarballUrl(registry: string, name: string, version: string): string {
  const base = name.slice(name.indexOf("/") + 1);
  return `${registry.replace(/\/*$/u, "")}/${name}/-/${base}-${version}.tgz`;
}

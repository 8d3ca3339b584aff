import type { PlugAndPlay, ResolvedDependencies } from "@lambda-pack/model";

/** What Plug'n'Play's data says of each package, by location. Nothing of links, which it gives no dependencies. */
export function resolvedInPlugAndPlay({ packages }: PlugAndPlay): ReadonlyMap<string, ResolvedDependencies> {
  const resolvedDependencies = new Map<string, ResolvedDependencies>();
  for (const [location, { dependencies, peers, linkedOnly }] of packages) {
    if (linkedOnly) continue;
    const given = [...dependencies].filter(([, to]) => to !== undefined);
    const names = new Map(
      given.map(([name]) => [name, peers.has(name) ? "peerDependencies" : "dependencies"] as const),
    );
    resolvedDependencies.set(location, { names, exhaustive: false });
  }
  return resolvedDependencies;
}

import { parentOf } from "@lambda-pack/model";
import { resolveSpecifier } from "@lambda-pack/scan";
import type { Resolution, ResolveQuery, ResolverSource } from "@lambda-pack/scan";

/** Where specifiers lead, each worked out once for a folder: on Lambda, and where the condition `module-sync` holds. */
export type Resolutions = (query: ResolveQuery) => readonly Resolution[];

export function openResolutions(resolver: ResolverSource): Resolutions {
  const known = new Map<string, readonly Resolution[]>();
  return (query) => {
    const name = `${query.by}\0${parentOf(query.from)}\0${query.specifier}`;
    const resolutions = known.get(name) ?? resolveBoth(resolver, query);
    known.set(name, resolutions);
    return resolutions;
  };
}

function resolveBoth(resolver: ResolverSource, query: ResolveQuery): readonly Resolution[] {
  const found = resolveSpecifier(resolver, query);
  return "moduleSync" in found ? [found, resolveSpecifier(resolver, { ...query, moduleSync: true })] : [found];
}

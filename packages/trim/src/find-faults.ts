import { pathBelow } from "@lambda-pack/model";
import type { Bundle } from "@lambda-pack/model";
import { openTree } from "@lambda-pack/scan";
import type { FileFacts, ResolveQuery, ResolverSource } from "@lambda-pack/scan";
import { openResolutions } from "./reach/resolutions.ts";
import type { Resolutions } from "./reach/resolutions.ts";
import type { FactsAt } from "./trim-source.ts";

/** A specifier of a file that leads elsewhere in the trimmed bundle than in the whole one. */
export interface TrimFault extends Pick<ResolveQuery, "specifier" | "by" | "from"> {
  readonly whole: string;
  readonly rest: string;
}

export interface FaultsSource {
  readonly resolver: ResolverSource;
  readonly resolutions: Resolutions;
  readonly factsAt: FactsAt;
}

/**
 * The proof of a trim: whatever a file of the trimmed bundle asks for by a literal leads to what it leads to in the whole bundle, or is
 * missing there as well. What `check` finds follows from that, and from the files of own packages, which are all there.
 */
export function findFaults(rest: Bundle, { resolver, resolutions, factsAt }: FaultsSource): readonly TrimFault[] {
  const tree = openTree(rest);
  const packageJsons = new Map(
    [...resolver.packageJsons].filter(([folder]) => tree.fileAt(pathBelow(folder, "package.json")) !== undefined),
  );
  const restResolutions = openResolutions({ ...resolver, tree, packageJsons });
  const faults: TrimFault[] = [];
  for (const entry of rest.entries) {
    const facts = entry.kind === "file" ? factsAt(entry.path) : undefined;
    for (const { specifier, by } of facts === undefined ? [] : literalsOf(facts)) {
      const query = { specifier, by, from: entry.path };
      const [whole, left] = [JSON.stringify(resolutions(query)), JSON.stringify(restResolutions(query))];
      if (whole !== left) faults.push({ ...query, whole, rest: left });
    }
  }
  return faults;
}

/** Also those that are known though they are put together. */
function literalsOf(facts: FileFacts | "unreadable"): readonly Pick<ResolveQuery, "specifier" | "by">[] {
  if (facts === "unreadable") return [];
  const exact = (facts.openings ?? []).flatMap((opening) =>
    opening.kind === "name" && opening.exact === true ? { specifier: opening.prefix, by: opening.by } : [],
  );
  return [...facts.references, ...exact];
}

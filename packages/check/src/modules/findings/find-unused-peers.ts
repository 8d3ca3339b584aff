import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, BundlePackage, Finding, InstanceEdge } from "@lambda-pack/model";
import { splitSpecifier } from "@lambda-pack/scan";
import type { ScannedFile } from "@lambda-pack/scan";
import { labelOf } from "../../owner-of.ts";
import type { Owner } from "./owner.ts";

/** Less is not worth a line. */
const MIN_BYTES = 1_000_000;

/**
 * Large packages that are in the bundle only because somebody has them as a peer, and that nothing which is known to be loaded asks
 * for. What a package puts together while it runs, nobody knows: peers of one that loads files by such names count as asked for.
 */
export function findUnusedPeers(
  bundle: Bundle,
  scanned: readonly ScannedFile[],
  ownerOf: (path: string) => Owner | undefined,
): readonly Finding[] {
  const loaded = scanned.filter(({ when }) => when !== "never");
  const idsOf = (files: readonly ScannedFile[]) => new Set(files.map(({ path }) => ownerOf(path)?.bundlePackage.id));
  const used = idsOf(loaded);
  const open = idsOf(loaded.filter(({ isOpen }) => isOpen === true));
  const asked = new Set(scanned.flatMap(({ asks }) => asks.map(({ specifier }) => splitSpecifier(specifier)?.name)));
  return [...bundle.packages.values()].flatMap((one): readonly Finding[] => {
    if (one.bytes < MIN_BYTES || one.id === bundle.target || one.importer || used.has(one.id)) return [];
    const dependents = dependentsOf(bundle, one);
    const isPeerAlone = dependents.length > 0 && dependents.every(({ edge }) => edge.kind === "peerDependencies");
    if (!isPeerAlone || dependents.some(({ by, edge }) => open.has(by.id) || asked.has(edge.name))) return [];
    return [
      {
        kind: "unused-peer",
        severity: "note",
        package: labelOf(bundle, one.id),
        name: dependents[0]?.edge.name ?? one.name,
        bytes: one.bytes,
        dependents: [...new Set(dependents.map(({ by }) => labelOf(bundle, by.id)))].toSorted(byCodeUnit),
      },
    ];
  });
}

interface Dependent {
  readonly by: BundlePackage;
  readonly edge: InstanceEdge;
}

function dependentsOf({ packages }: Bundle, { id }: BundlePackage): readonly Dependent[] {
  return [...packages.values()].flatMap((by) => by.edges.flatMap((edge) => (edge.to === id ? [{ by, edge }] : [])));
}

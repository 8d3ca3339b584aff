import type { InstalledEdge } from "./installed-edge.ts";

/**
 * Whether what the dependent gets may be what its own dependents have. A name may be among its dependencies as well: Yarn 4
 * and pnpm then give it its dependents' version, and only without one what its own range asks for.
 */
export function isPeer({ dependent: { manifest }, edge: { kind, name } }: InstalledEdge): boolean {
  return (
    kind === "peerDependencies" ||
    manifest.peerDependencies.has(name) ||
    manifest.optionalPeers.some((peer) => peer === name)
  );
}

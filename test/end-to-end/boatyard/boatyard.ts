import { json } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { walkedDirectory, walkedPackage, walkingTarget } from "../../../evidence/layouts/walking-modules.ts";
import type { Needs } from "../../../evidence/layouts/walking-modules.ts";

/** What a boatyard adds to the bare one. */
export interface Boatyard {
  /** What `slip`, the package that is packed, declares. */
  readonly needs: Needs;
  readonly rootFields?: Readonly<Record<string, unknown>>;
  readonly files?: Tree;
}

/** A monorepo that shows what only one package manager knows: `slip` is packed, `@boatyard/keel` lies beside it. */
export function boatyard({ needs, rootFields = {}, files = {} }: Boatyard): Tree {
  return {
    "package.json": json({ name: "boatyard", version: "1.0.0", private: true, ...rootFields }),
    "packages/slip": walkedDirectory(walkingTarget("slip@1.0.0", needs)),
    "packages/keel": walkedDirectory(walkedPackage("@boatyard/keel@1.0.0", {}, { private: true })),
    "patches/rope.patch": ropePatch,
    ...files,
  };
}

/** Makes the old rope call itself mended. */
const ropePatch = `diff --git a/index.js b/index.js
--- a/index.js
+++ b/index.js
@@ -1,3 +1,3 @@
 
-exports.id = "rope@1.2.0";
+exports.id = "rope@1.2.0-mended";
 exports.names = ["knot"];
`;

/** A folder that `link:` and `portal:` lead to. */
export function folder(label: string, needs: Needs = {}): Tree {
  return walkedDirectory(walkedPackage(label, needs));
}

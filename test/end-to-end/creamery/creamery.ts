import { json } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import type { MadeUpPackage } from "@lambda-pack/test-support/installs/made-up-package";
import { walkedDirectory, walkedPackage, walkingTarget } from "../../../evidence/layouts/walking-modules.ts";
import type { Needs } from "../../../evidence/layouts/walking-modules.ts";

export const butter1 = walkedPackage("butter@1.0.0");
const churnNeeds = { dependencies: { churn: "^1.0.0" } };
export const churn = walkedPackage("churn@1.0.0", { dependencies: { butter: "^1.0.0" } });

/** Released after the creamery was installed. */
export const laterButters = [walkedPackage("butter@1.1.0"), walkedPackage("butter@2.0.0")];

/** Has a peer that may be of either major. */
export const toast = walkedPackage("toast@1.0.0", { peerDependencies: { butter: "^1.0.0 || ^2.0.0" } });

/** Has native code, and an install script that makes the binary without a compiler. */
export const rennet = {
  name: "rennet",
  version: "1.0.0",
  fields: { scripts: { install: "node build.js" } },
  files: {
    "index.js": 'exports.id = "rennet@1.0.0";\nexports.names = [];\n',
    "binding.gyp": '{ "targets": [{ "target_name": "rennet", "sources": ["rennet.c"] }] }\n',
    "build.js":
      'const fs = require("node:fs");\nfs.mkdirSync("build/Release", { recursive: true });\nfs.writeFileSync("build/Release/rennet.node", "");\n',
  },
};

const whiskFor = (cpu: string): MadeUpPackage =>
  walkedPackage(`@whisk/linux-${cpu}@1.0.0`, {}, { os: ["linux"], cpu: [cpu], libc: ["glibc"] });

/** Has its native code in a package for each processor. */
export const whisks: readonly MadeUpPackage[] = [
  whiskFor("x64"),
  whiskFor("arm64"),
  walkedPackage("whisk@1.0.0", {
    optionalDependencies: { "@whisk/linux-arm64": "1.0.0", "@whisk/linux-x64": "1.0.0" },
  }),
];

/** Lies beside the monorepo, in nobody's workspace. */
export const whey: Tree = walkedDirectory(walkedPackage("whey@1.0.0"));

/** What each package of the creamery needs. */
export interface CreameryNeeds {
  readonly needs: Needs;
  readonly cellarNeeds?: Needs;
}

/** A monorepo with the package `creamery`, which is to be packed, and one that it may need, `@creamery/cellar`. */
export function creamery(rootFields: Readonly<Record<string, unknown>>, { needs, cellarNeeds }: CreameryNeeds): Tree {
  return {
    "package.json": json({ name: "creamery-monorepo", version: "1.0.0", private: true, ...rootFields }),
    "packages/creamery": walkedDirectory(walkingTarget("creamery@1.0.0", needs)),
    "packages/cellar": walkedDirectory(
      walkedPackage("@creamery/cellar@1.0.0", cellarNeeds ?? churnNeeds, { private: true }),
    ),
  };
}

import { json } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { packTarball } from "@lambda-pack/test-support/installs/made-up-package";
import type { MadeUpPackage } from "@lambda-pack/test-support/installs/made-up-package";
import {
  commonModule,
  ecmaScriptModule,
  walkedDirectory,
  walkedPackage as fruit,
  walkingTarget,
} from "../../evidence/layouts/walking-modules.ts";

const mistNeeds = { dependencies: { apple: "^1.0.0" } };
const jarNeeds = { dependencies: { lid: "^1.0.0" } };

/** What the registry has. Each line is there for one way in which bundles go wrong. */
export const fruits: readonly MadeUpPackage[] = [
  // Two majors, of which the workspace hoists one; what is displaced displaces another in turn.
  fruit("core@1.0.0"),
  fruit("core@2.0.0"),
  fruit("apple@1.2.0", { dependencies: { core: "^1.0.0" } }),
  fruit("apple@2.3.0", { dependencies: { core: "^2.0.0" } }),
  fruit("press@1.0.0", { dependencies: { apple: "^1.0.0", core: "^1.0.0" } }),
  // Scopes.
  fruit("@fruit/stem@1.0.0", { dependencies: { core: "^2.0.0" } }),
  fruit("@fruit/pear@1.0.0", { dependencies: { "@fruit/stem": "^1.0.0", apple: "^1.0.0" } }),
  // A circle, and one that runs through two versions of two packages.
  fruit("ring-a@1.0.0", { dependencies: { "ring-b": "^1.0.0" } }),
  fruit("ring-b@1.0.0", { dependencies: { "ring-a": "^1.0.0" } }),
  fruit("twin-a@1.0.0", { dependencies: { "twin-b": "1.0.0" } }),
  fruit("twin-b@1.0.0", { dependencies: { "twin-a": "2.0.0" } }),
  fruit("twin-a@2.0.0", { dependencies: { "twin-b": "2.0.0" } }),
  fruit("twin-b@2.0.0", { dependencies: { "twin-a": "1.0.0" } }),
  // Peers: one that is needed, one that may be missing and is.
  fruit(
    "graft@1.0.0",
    { peerDependencies: { apple: "^2.0.0", rootstock: "^1.0.0" } },
    { peerDependenciesMeta: { rootstock: { optional: true } } },
  ),
  // Made for other machines, and for every Linux.
  fruit("seed-aix@1.0.0", {}, { os: ["aix"] }),
  fruit("seed-sparc@1.0.0", {}, { cpu: ["sparc"] }),
  fruit("seed-linux@1.0.0", {}, { os: ["linux"] }),
  fruit("seeds@1.0.0", {
    optionalDependencies: { "seed-aix": "1.0.0", "seed-sparc": "1.0.0", "seed-linux": "1.0.0" },
  }),
  // Travels with a lid of its own, which differs from the one that the registry has.
  fruit("lid@1.5.0"),
  {
    name: "jar",
    version: "1.0.0",
    fields: { ...jarNeeds, bundledDependencies: ["lid"] },
    files: {
      "index.js": commonModule("jar@1.0.0", jarNeeds),
      "node_modules/lid": {
        "package.json": json({ name: "lid", version: "1.0.1-patched" }),
        "index.js": commonModule("lid@1.0.1-patched", {}),
      },
    },
  },
  // ECMAScript only, and nobody may look at its package.json.
  {
    name: "mist",
    version: "1.0.0",
    fields: { ...mistNeeds, type: "module", exports: { ".": { import: "./lib/mist.js" } } },
    files: { "lib/mist.js": ecmaScriptModule("mist@1.0.0", mistNeeds) },
  },
];

const harvestNeeds = {
  dependencies: {
    "@fruit/pear": "^1.0.0",
    "@orchard/basket": "^1.0.0",
    apple: "^2.0.0",
    cider: "npm:apple@^1.0.0",
    core: "^2.0.0",
    graft: "^1.0.0",
    jar: "^1.0.0",
    lid: "^1.0.0",
    mist: "^1.0.0",
    press: "^1.0.0",
    "ring-a": "^1.0.0",
    seeds: "^1.0.0",
    ladder: "file:../../vendor/ladder",
    sickle: "file:../../vendor/sickle-1.0.0.tgz",
  },
};
const basketNeeds = { dependencies: { apple: "^1.0.0", core: "^1.0.0", press: "^1.0.0" } };

/** The monorepo: `harvest` is packed; the others see to it that the old apple is hoisted. */
const packages: Tree = {
  "package.json": json({ name: "orchard", version: "1.0.0", private: true, workspaces: ["packages/*"] }),
  "packages/harvest": walkedDirectory(walkingTarget("harvest@1.0.0", harvestNeeds)),
  "packages/basket": walkedDirectory(fruit("@orchard/basket@1.0.0", basketNeeds, { private: true })),
  "packages/market": {
    "package.json": json({ name: "@orchard/market", version: "1.0.0", private: true, ...basketNeeds }),
  },
};

const ladder = fruit("ladder@1.0.0", { dependencies: { core: "^1.0.0" } });
const sickle = fruit("sickle@1.0.0", { dependencies: { apple: "^1.0.0" } });

/** The packages, a folder that npm links and Yarn copies, and a tarball. */
export async function orchard(): Promise<Tree> {
  return {
    ...packages,
    "vendor/ladder": walkedDirectory(ladder),
    "vendor/sickle-1.0.0.tgz": await packTarball(sickle),
  };
}

const twinNeeds = { dependencies: { "twin-a": "1.0.0" } };

/** A monorepo of its own for the circle that no tree of plain copies can hold. */
export const twins: Tree = {
  "package.json": json({ name: "twins", version: "1.0.0", private: true, workspaces: ["packages/*"] }),
  "packages/harvest": walkedDirectory(walkingTarget("harvest@1.0.0", twinNeeds)),
};

import { json } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { packTarball } from "@lambda-pack/test-support/installs/made-up-package";
import type { MadeUpPackage } from "@lambda-pack/test-support/installs/made-up-package";
import {
  commonModule,
  ecmaScriptModule,
  walkedDirectory,
  walkedPackage as ware,
  walkingTarget,
} from "./walking-modules.ts";
import type { Needs } from "./walking-modules.ts";

const fogNeeds = { dependencies: { rope: "^1.0.0" } };
const strongboxNeeds = { dependencies: { knot: "^2.0.0" } };
const whistleNeeds = { dependencies: { knot: "^1.0.0" } };
const crateNeeds = { dependencies: { lid: "^1.0.0" } };

/** What the registry of the harbour has. Each line is there for one way in which package managers lay things out. */
export const wares: readonly MadeUpPackage[] = [
  // Two majors of two packages, of which a workspace hoists one; what is displaced displaces another in turn.
  ware("knot@1.0.0"),
  ware("knot@2.0.0"),
  ware("rope@1.2.0", { dependencies: { knot: "^1.0.0" } }),
  ware("rope@2.3.0", { dependencies: { knot: "^2.0.0" } }),
  ware("winch@1.0.0", { dependencies: { rope: "^1.0.0", knot: "^1.0.0" } }),
  // Scopes.
  ware("@mast/pulley@1.0.0", { dependencies: { knot: "^2.0.0" } }),
  ware("@mast/block@1.0.0", { dependencies: { "@mast/pulley": "^1.0.0", rope: "^1.0.0" } }),
  // A circle.
  ware("wave@1.0.0", { dependencies: { wind: "^1.0.0" } }),
  ware("wind@1.0.0", { dependencies: { wave: "^1.0.0" } }),
  // Peers: one that everybody has in one version, one that may be missing and is.
  ware("chain@1.0.0"),
  ware(
    "anchor@1.0.0",
    { peerDependencies: { chain: "^1.0.0", buoy: "^1.0.0" } },
    { peerDependenciesMeta: { buoy: { optional: true } } },
  ),
  // Made for one machine each.
  ware("@engine/linux-x64@1.0.0", {}, { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }),
  ware("@engine/linuxmusl-x64@1.0.0", {}, { os: ["linux"], cpu: ["x64"], libc: ["musl"] }),
  ware("@engine/aix-ppc64@1.0.0", {}, { os: ["aix"], cpu: ["ppc64"] }),
  ware("engine@1.0.0", {
    optionalDependencies: {
      "@engine/linux-x64": "1.0.0",
      "@engine/linuxmusl-x64": "1.0.0",
      "@engine/aix-ppc64": "1.0.0",
    },
  }),
  // ECMAScript only.
  {
    name: "fog",
    version: "1.0.0",
    fields: { ...fogNeeds, type: "module", exports: { ".": { import: "./lib/fog.js" } } },
    files: { "lib/fog.js": ecmaScriptModule("fog@1.0.0", fogNeeds) },
  },
  // Nobody may look at its package.json.
  {
    name: "strongbox",
    version: "1.0.0",
    fields: { ...strongboxNeeds, exports: "./lib/strongbox.js" },
    files: { "lib/strongbox.js": commonModule("strongbox@1.0.0", strongboxNeeds) },
  },
  // A command, which the tarball holds as a plain file.
  {
    name: "whistle",
    version: "1.0.0",
    fields: { ...whistleNeeds, bin: { whistle: "./bin/whistle.js" } },
    files: {
      "index.js": commonModule("whistle@1.0.0", whistleNeeds),
      "bin/whistle.js": '#!/usr/bin/env node\nconsole.log(require("../index.js").id);\n',
    },
  },
  // Travels with a lid of its own, which differs from the one that the registry has.
  ware("lid@1.5.0"),
  {
    name: "crate",
    version: "1.0.0",
    fields: { ...crateNeeds, bundledDependencies: ["lid"] },
    files: {
      "index.js": commonModule("crate@1.0.0", crateNeeds),
      "node_modules/lid": walkedDirectory(ware("lid@1.0.1-mended")),
    },
  },
  // A peer with two providers.
  ware("spar@1.0.0"),
  ware("spar@2.0.0"),
  ware("sail@1.0.0", { peerDependencies: { spar: "^1.0.0 || ^2.0.0" } }),
];

// Yarn 4 orders the dependencies in the package.json of every importer when it installs, so they are in order here.
const pilotNeeds = {
  dependencies: {
    "@harbour/chart": "^1.0.0",
    "@harbour/tide": "^1.0.0",
    "@mast/block": "^1.0.0",
    anchor: "^1.0.0",
    chain: "^1.0.0",
    engine: "^1.0.0",
    fog: "^1.0.0",
    hawser: "npm:rope@^1.0.0",
    knot: "^2.0.0",
    ladder: "file:../../vendor/ladder",
    lantern: "file:../../vendor/lantern-1.0.0.tgz",
    rope: "^2.0.0",
    strongbox: "^1.0.0",
    wave: "^1.0.0",
    whistle: "^1.0.0",
    winch: "^1.0.0",
  },
};
const oldRopes = { dependencies: { knot: "^1.0.0", rope: "^1.0.0", winch: "^1.0.0" } };

/**
 * The packages of the monorepo, with the same text in every layout: `pilot`, whose closure every package manager
 * installs alike; `regatta`, in which one peer has two providers; `warehouse`, with a bundled dependency. Those that
 * need the old rope see to it that the old one is hoisted.
 */
const importers: Readonly<Record<string, MadeUpPackage>> = {
  pilot: walkingTarget("pilot@1.0.0", pilotNeeds),
  chart: withTests(
    importer("@harbour/chart@1.0.0", { dependencies: { "@harbour/compass": "^1.0.0", rope: "^2.0.0" } }),
  ),
  compass: importer("@harbour/compass@1.0.0", {
    dependencies: { "@harbour/magnet": "^1.0.0", ...oldRopes.dependencies },
  }),
  magnet: importer("@harbour/magnet@1.0.0", oldRopes),
  tide: importer("@harbour/tide@1.0.0", { dependencies: { "@harbour/moon": "^1.0.0", knot: "^2.0.0" } }),
  moon: importer("@harbour/moon@1.0.0", { dependencies: { "@harbour/tide": "^1.0.0", knot: "^1.0.0" } }),
  museum: importer("@harbour/museum@1.0.0", oldRopes),
  regatta: walkingTarget("regatta@1.0.0", {
    dependencies: { "@harbour/dinghy": "^1.0.0", "@harbour/ketch": "^1.0.0" },
  }),
  dinghy: importer("@harbour/dinghy@1.0.0", { dependencies: { sail: "^1.0.0", spar: "^1.0.0" } }),
  ketch: importer("@harbour/ketch@1.0.0", { dependencies: { sail: "^1.0.0", spar: "^2.0.0" } }),
  warehouse: walkingTarget("warehouse@1.0.0", { dependencies: { crate: "^1.0.0", lid: "^1.0.0" } }),
};

function importer(label: string, needs: Needs): MadeUpPackage {
  return ware(label, needs, { private: true });
}

/** A package that says which of its files are for others. */
function withTests(made: MadeUpPackage): MadeUpPackage {
  return {
    ...made,
    fields: { ...made.fields, files: ["index.js"] },
    files: { ...made.files, "test/chart.test.js": 'require("node:assert").ok(require("..").id);\n' },
  };
}

const ladder = ware("ladder@1.0.0", { dependencies: { rope: "^1.0.0" } });
const lantern = ware("lantern@1.0.0", { dependencies: { rope: "^2.0.0" } });

/** The monorepo but for what its layout adds: the importers, a folder and a tarball beside them, the root's fields. */
export async function harbour(rootFields: Readonly<Record<string, unknown>>): Promise<Tree> {
  const directories = Object.entries(importers).map(([name, made]) => [`packages/${name}`, walkedDirectory(made)]);
  return {
    "package.json": json({ name: "harbour", version: "1.0.0", private: true, ...rootFields }),
    ...Object.fromEntries(directories),
    "vendor/ladder": walkedDirectory(ladder),
    "vendor/lantern-1.0.0.tgz": await packTarball(lantern),
  };
}

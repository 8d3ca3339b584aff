import { existsSync } from "node:fs";
import path from "node:path";
import type { Layout, TabledLayout, Tool } from "../layout.ts";

const yarn4: Tool = { release: "@yarnpkg/cli-dist-4.18.1", bin: "yarn" };

const shared = {
  tool: yarn4,
  rootFields: { workspaces: ["packages/*"] },
  commands: [["yarn", "install"]],
  differences: ["bundled-replaced"],
} as const satisfies Partial<Layout>;

function settings(...lines: readonly string[]): Pick<Layout, "rootFiles"> {
  return { rootFiles: () => ({ ".yarnrc.yml": `${lines.join("\n")}\n` }) };
}

/** As `yarn node` does it: the loader is there only where a package has ECMAScript modules. */
const plugnplay = {
  nodeArguments: (root: string): readonly string[] => {
    const loader = path.join(root, ".pnp.loader.mjs");
    const loaderArguments = existsSync(loader) ? ["--experimental-loader", loader] : [];
    return ["--require", path.join(root, ".pnp.cjs"), ...loaderArguments];
  },
};

const inGlobalCache = /^\.\.\/yarn-global\/cache\/wave-npm-1\.0\.0-[^/]+\.zip\//u;

export const yarnBerryLayouts: readonly TabledLayout[] = [
  { name: "Yarn 4, node-modules", ...shared, ...settings("nodeLinker: node-modules"), wave: /^node_modules\/wave\//u },
  {
    name: "Yarn 4, node-modules, nmHoistingLimits: workspaces",
    ...shared,
    ...settings("nodeLinker: node-modules", "nmHoistingLimits: workspaces"),
    wave: /^packages\/pilot\/node_modules\/wave\//u,
  },
  {
    name: "Yarn 4, pnpm",
    ...shared,
    ...settings("nodeLinker: pnpm"),
    differences: [],
    wave: /^node_modules\/\.store\/wave-npm-1\.0\.0-[^/]+\/package\//u,
  },
  {
    name: "Yarn 4, Plug'n'Play, global cache",
    ...shared,
    ...settings("nodeLinker: pnp"),
    ...plugnplay,
    wave: inGlobalCache,
  },
  {
    name: "Yarn 4, Plug'n'Play, cache in the project",
    ...shared,
    ...settings("nodeLinker: pnp", "enableGlobalCache: false"),
    ...plugnplay,
    wave: /^\.yarn\/cache\/wave-npm-1\.0\.0-[^/]+\.zip\//u,
  },
  {
    name: "Yarn 4, Plug'n'Play, .pnp.data.json",
    ...shared,
    ...settings("nodeLinker: pnp", "pnpEnableInlining: false"),
    ...plugnplay,
    wave: inGlobalCache,
    signs: [".pnp.data.json"],
  },
];

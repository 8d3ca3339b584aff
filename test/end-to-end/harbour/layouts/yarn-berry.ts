import { existsSync } from "node:fs";
import path from "node:path";
import type { Layout, Tool } from "../layout.ts";

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

export const yarnBerryLayouts: readonly Layout[] = [
  { name: "Yarn 4, node-modules", ...shared, ...settings("nodeLinker: node-modules") },
  {
    name: "Yarn 4, node-modules, nmHoistingLimits: workspaces",
    ...shared,
    ...settings("nodeLinker: node-modules", "nmHoistingLimits: workspaces"),
  },
  { name: "Yarn 4, pnpm", ...shared, ...settings("nodeLinker: pnpm"), differences: [] },
  { name: "Yarn 4, Plug'n'Play, global cache", ...shared, ...settings("nodeLinker: pnp"), ...plugnplay },
  {
    name: "Yarn 4, Plug'n'Play, cache in the project",
    ...shared,
    ...settings("nodeLinker: pnp", "enableGlobalCache: false"),
    ...plugnplay,
  },
  {
    name: "Yarn 4, Plug'n'Play, .pnp.data.json",
    ...shared,
    ...settings("nodeLinker: pnp", "pnpEnableInlining: false"),
    ...plugnplay,
  },
];

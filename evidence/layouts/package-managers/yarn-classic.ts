import type { Layout, TabledLayout, Tool } from "../layout.ts";

export const yarn1: Tool = { release: "yarn-1.22.22" };

const shared = {
  tool: yarn1,
  commands: [["yarn", "install", "--no-progress", "--non-interactive"]],
  differences: ["both-libc", "peer-of-the-first"],
} as const satisfies Partial<Layout>;

export const yarnClassicLayouts: readonly TabledLayout[] = [
  { name: "Yarn classic", rootFields: { workspaces: ["packages/*"] }, ...shared, wave: /^node_modules\/wave\//u },
  {
    name: "Yarn classic, nohoist",
    // "pilot/**" alone makes Yarn fail: the packages that siblings share are to be in two places, and are in none.
    rootFields: { workspaces: { packages: ["packages/*"], nohoist: ["**"] } },
    ...shared,
    wave: /^packages\/pilot\/node_modules\/wave\//u,
  },
];

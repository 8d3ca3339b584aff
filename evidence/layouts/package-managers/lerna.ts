import { json } from "@lambda-pack/test-support/disk/tree";
import type { TabledLayout, Tool } from "../layout.ts";
import { yarn1 } from "./yarn-classic.ts";

const lerna4: Tool = { release: "lerna-4.0.0" };
const npm11: Tool = { release: "npm-11.19.1" };

export const lernaLayouts: readonly TabledLayout[] = [
  {
    name: "Lerna 4, bootstrap",
    tool: lerna4,
    besides: [yarn1],
    rootFields: {},
    rootFiles: () => ({
      "lerna.json": json({ version: "independent", packages: ["packages/*"], npmClient: "yarn" }),
    }),
    commands: [["lerna", "bootstrap", "--no-ci"]],
    differences: ["both-libc"],
    wave: /^packages\/pilot\/node_modules\/wave\//u,
  },
  {
    name: "Lerna 4, bootstrap --hoist",
    tool: lerna4,
    besides: [npm11],
    rootFields: {},
    rootFiles: () => ({ "lerna.json": json({ version: "independent", packages: ["packages/*"] }) }),
    commands: [["lerna", "bootstrap", "--no-ci", "--hoist", "--nohoist={ladder,lantern}"]],
    differences: ["peer-of-the-second"],
    wave: /^node_modules\/wave\//u,
  },
  {
    name: "Lerna 9 with npm workspaces",
    tool: { release: "lerna-9.0.7" },
    besides: [npm11],
    rootFields: { workspaces: ["packages/*"] },
    rootFiles: () => ({ "lerna.json": json({ version: "independent" }) }),
    commands: [
      ["npm", "install"],
      ["lerna", "list", "--all"],
    ],
    differences: ["peer-of-the-first"],
    wave: /^node_modules\/wave\//u,
  },
];

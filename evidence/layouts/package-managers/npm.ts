import type { TabledLayout, Tool } from "../layout.ts";
import { newNode } from "./new-node.ts";

const npm11: Tool = { release: "npm-11.19.1" };

const hoisted = {
  rootFields: { workspaces: ["packages/*"] },
  commands: [["npm", "install"]],
  differences: ["peer-of-the-first"],
  wave: /^node_modules\/wave\//u,
} as const satisfies Partial<TabledLayout>;

export const npmLayouts: readonly TabledLayout[] = [
  { name: "npm 10", tool: { release: "npm-10.9.9" }, ...hoisted },
  { name: "npm 11", tool: npm11, ...hoisted },
  {
    name: "npm 11, install-strategy=nested",
    tool: npm11,
    ...hoisted,
    rootFiles: () => ({ ".npmrc": "install-strategy=nested\n" }),
    differences: [],
    wave: /^packages\/pilot\/node_modules\/wave\//u,
  },
  {
    name: "npm 11, install-strategy=linked",
    tool: npm11,
    ...hoisted,
    rootFiles: () => ({ ".npmrc": "install-strategy=linked\n" }),
    wave: /^node_modules\/\.store\/wave@1\.0\.0-[^/]+\/node_modules\/wave\//u,
  },
  { name: "npm 12", tool: { release: "npm-12.2.0" }, besides: [newNode], ...hoisted },
];

import type { Layout, Tool } from "../layout.ts";
import { newNode } from "./new-node.ts";

const npm11: Tool = { release: "npm-11.19.1" };

const hoisted = {
  rootFields: { workspaces: ["packages/*"] },
  commands: [["npm", "install"]],
  differences: ["peer-of-the-first"],
} as const satisfies Partial<Layout>;

export const npmLayouts: readonly Layout[] = [
  { name: "npm 10", tool: { release: "npm-10.9.9" }, ...hoisted },
  { name: "npm 11", tool: npm11, ...hoisted },
  {
    name: "npm 11, install-strategy=nested",
    tool: npm11,
    ...hoisted,
    rootFiles: () => ({ ".npmrc": "install-strategy=nested\n" }),
    differences: [],
  },
  {
    name: "npm 11, install-strategy=linked",
    tool: npm11,
    ...hoisted,
    rootFiles: () => ({ ".npmrc": "install-strategy=linked\n" }),
  },
  { name: "npm 12", tool: { release: "npm-12.2.0" }, besides: [newNode], ...hoisted },
];

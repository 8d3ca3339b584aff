import type { Tree } from "@lambda-pack/test-support/disk/tree";
import type { TabledLayout, Tool } from "../layout.ts";
import { newNode } from "./new-node.ts";

const pnpm9: Tool = { release: "pnpm-9.15.9" };
const pnpm10: Tool = { release: "pnpm-10.34.8" };
const pnpm11: Tool = { release: "pnpm-11.28.11" };

const shared = {
  rootFields: {},
  commands: [["pnpm", "install"]],
  differences: [],
  wave: /^node_modules\/\.pnpm\/wave@1\.0\.0\/node_modules\/wave\//u,
} as const satisfies Partial<TabledLayout>;

/** Siblings have plain ranges here, and pnpm asks the registry for those unless it is told otherwise. */
const linked = "linkWorkspacePackages: true";

function workspaceFile(...settings: readonly string[]): () => Tree {
  const lines = ["packages: [packages/*]", ...settings];
  return () => ({ "pnpm-workspace.yaml": `${lines.join("\n")}\n` });
}

export const pnpmLayouts: readonly TabledLayout[] = [
  {
    name: "pnpm 9",
    tool: pnpm9,
    ...shared,
    rootFiles: () => ({
      "pnpm-workspace.yaml": "packages: [packages/*]\n",
      ".npmrc": "link-workspace-packages=true\n",
    }),
    differences: ["both-libc"],
  },
  { name: "pnpm 10", tool: pnpm10, ...shared, rootFiles: workspaceFile(linked) },
  {
    name: "pnpm 10, node-linker=hoisted",
    tool: pnpm10,
    ...shared,
    rootFiles: workspaceFile(linked, "nodeLinker: hoisted"),
    differences: ["peer-of-the-first"],
    wave: /^node_modules\/wave\//u,
  },
  {
    name: "pnpm 10, injected workspace packages",
    tool: pnpm10,
    ...shared,
    // The importers of an injected importer are injected too: that needs "deep".
    rootFiles: workspaceFile(
      "linkWorkspacePackages: deep",
      "injectWorkspacePackages: true",
      "dedupeInjectedDeps: false",
    ),
    signs: ["node_modules/.pnpm/@harbour+chart@file+packages+chart/node_modules/@harbour/chart/index.js"],
  },
  {
    name: "pnpm 10, global virtual store",
    tool: pnpm10,
    ...shared,
    rootFiles: workspaceFile(linked, "enableGlobalVirtualStore: true"),
    wave: /^\.\.\/.*\/links\/(?:@\/)?wave\/1\.0\.0\/[^/]+\/node_modules\/wave\//u,
  },
  { name: "pnpm 11", tool: pnpm11, besides: [newNode], ...shared, rootFiles: workspaceFile(linked) },
  { name: "pnpm 12", tool: { release: "pnpm-12.21.0" }, ...shared, rootFiles: workspaceFile(linked) },
];

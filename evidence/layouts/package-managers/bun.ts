import type { DifferenceName } from "../differences.ts";
import type { TabledLayout } from "../layout.ts";

function bun(version: string, linker: "hoisted" | "isolated"): TabledLayout {
  const differences: readonly DifferenceName[] = [
    ...(version.startsWith("1.3.") ? (["both-libc"] as const) : []),
    ...(linker === "hoisted" ? (["peer-of-the-first"] as const) : []),
  ];
  return {
    name: `Bun ${version.slice(0, 3)}, ${linker}`,
    tool: { release: `bun-${version}` },
    rootFields: { workspaces: ["packages/*"] },
    rootFiles: () => ({ "bunfig.toml": `[install]\nlinker = "${linker}"\n` }),
    commands: [["bun", "install"]],
    differences,
    wave: linker === "hoisted" ? /^node_modules\/wave\//u : /^node_modules\/\.bun\/wave@1\.0\.0\/node_modules\/wave\//u,
  };
}

export const bunLayouts: readonly TabledLayout[] = [
  bun("1.3.14", "hoisted"),
  bun("1.3.14", "isolated"),
  bun("1.4.5", "hoisted"),
  bun("1.4.5", "isolated"),
];

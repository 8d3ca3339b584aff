import type { DifferenceName } from "../differences.ts";
import type { Layout } from "../layout.ts";

function bun(version: string, linker: "hoisted" | "isolated"): Layout {
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
  };
}

export const bunLayouts: readonly Layout[] = [
  bun("1.3.14", "hoisted"),
  bun("1.3.14", "isolated"),
  bun("1.4.5", "hoisted"),
  bun("1.4.5", "isolated"),
];

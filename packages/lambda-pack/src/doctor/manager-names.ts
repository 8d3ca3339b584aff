import type { PackageManager } from "@lambda-pack/model";

/** Package managers as people call them. */
export const managerNames: Readonly<Record<PackageManager, string>> = {
  npm: "npm",
  "yarn-classic": "Yarn 1",
  "yarn-berry": "Yarn 2 or newer",
  pnpm: "pnpm",
  bun: "Bun",
  lerna: "Lerna without workspaces",
};

import type { Layout, TabledLayout } from "./layout.ts";
import { bunLayouts } from "./package-managers/bun.ts";
import { lernaLayouts } from "./package-managers/lerna.ts";
import { npmLayouts } from "./package-managers/npm.ts";
import { pnpmLayouts } from "./package-managers/pnpm.ts";
import { yarnBerryLayouts } from "./package-managers/yarn-berry.ts";
import { yarnClassicLayouts } from "./package-managers/yarn-classic.ts";

/** Every layout that is packed alike. The first is what the others are compared with. */
export const layouts: readonly TabledLayout[] = [
  ...yarnClassicLayouts,
  ...lernaLayouts,
  ...npmLayouts,
  ...pnpmLayouts,
  ...yarnBerryLayouts,
  ...bunLayouts,
];

/** A layout by its name in the table. */
export function layoutNamed(name: string): Layout {
  const found = layouts.find((layout) => layout.name === name);
  if (found === undefined) throw new Error(`there is no layout ${name}`);
  return found;
}

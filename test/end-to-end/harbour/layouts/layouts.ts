import type { Layout, TabledLayout } from "../layout.ts";
import { bunLayouts } from "./bun.ts";
import { lernaLayouts } from "./lerna.ts";
import { npmLayouts } from "./npm.ts";
import { pnpmLayouts } from "./pnpm.ts";
import { yarnBerryLayouts } from "./yarn-berry.ts";
import { yarnClassicLayouts } from "./yarn-classic.ts";

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

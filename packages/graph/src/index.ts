export { checkLayout } from "./check-layout.ts";
export { findDuplicates } from "./find-duplicates.ts";
export { planLayout } from "./plan-layout.ts";
export { productionClosure } from "./production-closure.ts";
export type { PackageContents } from "./production-closure.ts";
export type { Exclusion, SelectOptions } from "./select-options.ts";
export { selectPackages } from "./select-packages.ts";
export { shortestPaths } from "./shortest-paths.ts";

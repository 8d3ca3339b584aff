export { checkBinaries } from "./binaries/check-binaries.ts";
export type { CheckBinariesOptions } from "./binaries/check-binaries.ts";
export { checkEngines } from "./check-engines.ts";
export { checkEntries } from "./entries/check-entries.ts";
export { checkLimits } from "./check-limits.ts";
export type { Limits } from "./check-limits.ts";
export { readPackageFacts } from "./read-package-facts.ts";
export type { PackageFacts } from "./read-package-facts.ts";

export { classOf, isLicence } from "./rules/class-of.ts";
export { explainFile, explainPackage } from "./explain-file.ts";
export type { ExplainedTrim, FileExplanation, PackageExplanation, ReachedBy, TrimStep } from "./explain-file.ts";
export type { TrimFault } from "./find-faults.ts";
export { readTrim } from "./read-trim.ts";
export type { ReadTrim, TrimRequest } from "./read-trim.ts";
export { trimBundle } from "./trim-bundle.ts";
export type { KeptReason, LeftReason, TrimMode, TrimPlace, TrimPlan, UnreadFile, WholeReason } from "./trim-plan.ts";
export type { FactsAt, FileToRead, IncludedFiles, TrimOptions, TrimSource } from "./trim-source.ts";

export type * from "./bundle/archive.ts";
export type * from "./bundle/bundle.ts";
export type * from "./graph/closure.ts";
export type * from "./problems/finding.ts";
export type * from "./problems/import-time.ts";
export type * from "./graph/graph.ts";
export type * from "./graph/layout.ts";
export type * from "./manifest/manifest.ts";
export type * from "./bundle/staging.ts";
export type * from "./workspace.ts";
export { behaviourOf, currentRuntimes, findRuntime, isFromRuntime, runtimeIdOf } from "./lambda/find-runtime.ts";
export { parseHandler } from "./lambda/parse-handler.ts";
export type { Handler } from "./lambda/parse-handler.ts";
export { lambdaLimits } from "./lambda/limits.ts";
export { lambdaPlatform } from "./lambda/platform.ts";
export type { Platform } from "./lambda/platform.ts";
export { DEFAULT_RUNTIME } from "./lambda/default-runtime.ts";
export { lambdaRuntimes } from "./lambda/runtimes.ts";
export type { Contract, LambdaRuntime, RuntimeBehaviour, RuntimeSupport, SwitchedOff } from "./lambda/runtimes.ts";
export type { LambdaSystem } from "./lambda/systems.ts";
export { TASK_ROOT } from "./lambda/task-root.ts";
export {
  addFoldersAbove,
  foldersAbove,
  isNodeModules,
  nodeModulesAbove,
  nodeModulesPath,
  parentOf,
  pathBelow,
  pathInside,
  placesAbove,
  splitPlace,
} from "./bundle/bundle-path.ts";
export { filesByPath } from "./bundle/files-by-path.ts";
export { followPath } from "./bundle/follow-path.ts";
export type { PathTree } from "./bundle/follow-path.ts";
export type { Destination } from "./bundle/follow-path.ts";
export { isOptionalPeer, withoutOptionalPeers } from "./graph/edge.ts";
export { splitId } from "./graph/package-id.ts";
export type { SplitId } from "./graph/package-id.ts";
export { interrupted, throwIfInterrupted } from "./problems/interruption.ts";
export { slashedGlob } from "./text/slashed-glob.ts";
export { fileFault } from "./text/file-fault.ts";
export type { FileStats } from "./text/file-fault.ts";
export { linearMatcher } from "./text/linear-matcher.ts";
export { globMatcher, isHardGlob } from "./text/glob-matcher.ts";
export { patternFault, shownPattern } from "./text/pattern-fault.ts";
export { byCodeUnit } from "./text/by-code-unit.ts";
export { isPackError, PackError, packErrors } from "./problems/error.ts";
export type { PackErrorCode, PackErrorFields, PackErrorInfo } from "./problems/error.ts";
export { defined } from "./defined.ts";
export type { Defined } from "./defined.ts";
export { isCompanionName } from "./graph/companions.ts";
export { declaredEdges, declaredEdgesOfImporter, declaredEdgesOfTarget } from "./graph/declared-edges.ts";
export type { DeclaredEdge } from "./graph/declared-edges.ts";
export { counted } from "./text/counted.ts";
export { holdsPrivateKey, isBinaryName } from "./text/holds-private-key.ts";
export { foldedName } from "./text/folded-name.ts";
export { formatCount } from "./text/format-count.ts";
export { formatShare, formatSize } from "./text/format-size.ts";
export { placeAt } from "./manifest/find-json-fault.ts";
export { isRegistryName } from "./manifest/is-registry-name.ts";
export { isTexts } from "./manifest/manifest-fields.ts";
export { isNestedTooDeeply, MAX_JSON_DEPTH } from "./manifest/is-nested-too-deeply.ts";
export { isJsonObject, parseJsonObject } from "./manifest/parse-json-object.ts";
export type { JsonObject } from "./manifest/parse-json-object.ts";
export { matchTarget } from "./manifest/match-target.ts";
export { lambdaConditions, mainCandidates, mainEntry, mainFile, otherEntries } from "./manifest/package-entries.ts";
export type { EntryFields, EntryTarget, HasFile, LoadedBy, PackageEntry } from "./manifest/package-entries.ts";
export { buildManifest, parseManifest, readManifestFields } from "./manifest/parse-manifest.ts";
export type { ParseManifestOptions } from "./manifest/parse-manifest.ts";
export { isAbsent, isDamagedZip, systemCode, systemReason } from "./text/system-reason.ts";
export { findingSeverities } from "./problems/finding-severities.ts";
export { emptyManifest } from "./manifest/manifest.ts";
export { idText } from "./text/id-text.ts";
export { packageLabel } from "./text/package-label.ts";
export { problemSeverities } from "./problems/problem-severities.ts";
export type { MissingEntry } from "./problems/missing-files.ts";
export type { Problem, ProblemKind, Severity } from "./problems/problem.ts";
export { systemFailure } from "./problems/system-failure.ts";
export { unfitFilePattern, unfitName } from "./problems/unfit-pattern.ts";
export type { UnfitPattern } from "./problems/unfit-pattern.ts";

export { pack } from "./pack/pack.ts";
export type {
  Dependency,
  ExplainedPackage,
  Explanation,
  ListedPackage,
  PackageList,
  PlaceReason,
} from "@lambda-pack/inspect";
export { isPackError, PackError, packErrors } from "@lambda-pack/model";
export type { ArchiveFormat, PackErrorCode, Problem, ProblemKind, Severity, StageMode } from "@lambda-pack/model";
export type { Arch, FileRules, ProblemSettings, ProblemSeverity, Settings } from "./config/settings/settings.ts";
export type { ListJson, WhyJson } from "./bundle/inspect-json.ts";
export type { PackOptions, Progress } from "./plan/pack-options.ts";
export type {
  FailedPack,
  JsonOutput,
  Report,
  ReportArchive,
  ReportError,
  ReportLimit,
  ReportPackage,
  ReportPlatform,
  ReportSizes,
  ReportTarget,
  ReportTool,
} from "./report/report.ts";
export type { ReportProblem } from "./messages/description.ts";

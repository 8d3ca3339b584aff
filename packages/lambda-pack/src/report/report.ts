import type { ArchiveFormat, PackErrorCode } from "@lambda-pack/model";
import type { ReportTrim } from "./report-trim.ts";
import type { ReportProblem } from "../messages/description.ts";

/**
 * All about one pack. Plain JSON; `docs/report.md` describes it for readers. Within one `schemaVersion`, fields are only
 * added.
 */
export interface Report {
  readonly schemaVersion: 2;
  readonly tool: ReportTool;
  /** Everything was planned and nothing written. */
  readonly dryRun: boolean;
  readonly target: ReportTarget;
  readonly platform: ReportPlatform;
  /** All packages of the bundle, the target included, ordered by `id`. */
  readonly packages: readonly ReportPackage[];
  readonly sizes: ReportSizes;
  /** Those that could be measured: `zipped` only where a zip was written, no tar. */
  readonly limits: readonly ReportLimit[];
  /** Only where an archive was written. */
  readonly archive?: ReportArchive;
  /** Only where something was written. */
  readonly contents?: ReportContents;
  /** Absolute path, only where a staging directory was written. */
  readonly stageDir?: string;
  /** Files in the staging directory that lambda-pack did not write, and that stay there; only where there are some. Paths from it. */
  readonly stageKept?: readonly string[];
  /** Code of the project that this run has run: the name of the config file, and `smoke` for the handler; only where there is some. */
  readonly ranProjectCode?: readonly string[];
  /** Only where `trim` is on. */
  readonly trim?: ReportTrim;
  /** Bytes that `--trim` would leave out at most; only where it is off, and they are many. */
  readonly trimmable?: number;
  readonly problems: readonly ReportProblem[];
  /** How many problems the setting `problems` has turned off. */
  readonly suppressed: number;
}

/** What made the report. */
export interface ReportTool {
  readonly name: "lambda-pack";
  readonly version: string;
}

export interface ReportTarget {
  readonly name: string;
  readonly version: string;
  /** From the workspace root with forward slashes; `.` for the root itself. */
  readonly path: string;
}

export interface ReportPlatform {
  /** Such as `nodejs22.x`. */
  readonly runtime: string;
  /** `x64` or `arm64`. */
  readonly arch: string;
}

export interface ReportPackage {
  readonly name: string;
  readonly version: string;
  /** `name@version`, with `#2` behind it where two that differ share name and version. Unique in one report. */
  readonly id: string;
  /** Directories of the bundle that hold it, ordered; `.` is the bundle's root. */
  readonly paths: readonly string[];
  /** Paths of links to it, ordered: where it is found without lying there. */
  readonly links: readonly string[];
  /** Number of files of one copy. */
  readonly files: number;
  /** Bytes of one copy, unzipped. */
  readonly bytes: number;
  /** The shortest dependency path to it: ids from the target to the package itself. */
  readonly requiredBy: readonly string[];
  /** A package of the workspace. */
  readonly importer: boolean;
}

export interface ReportSizes {
  /** Files in the bundle, all copies counted. */
  readonly files: number;
  readonly links: number;
  readonly packages: number;
  /** Bytes unzipped, all copies counted. */
  readonly bytes: number;
  /** Bytes of the archive, where one was written. */
  readonly archiveBytes?: number;
}

export interface ReportLimit {
  readonly name: "unzipped" | "zipped";
  /** Bytes. */
  readonly limit: number;
  /** Bytes. */
  readonly used: number;
  /** `used` as a part of `limit`, 0 to 1. */
  readonly share: number;
}

export interface ReportArchive {
  /** Absolute path. */
  readonly file: string;
  readonly format: ArchiveFormat;
  /** Bytes. */
  readonly size: number;
  readonly entries: number;
  /** SHA-256 of the archive in hex. */
  readonly sha256: string;
  /** The same in base64, as Lambda's `CodeSha256`; only of a zip. */
  readonly codeSha256?: string;
  /** What has compressed it; nothing has compressed a `tar`. */
  readonly engine?: ReportEngine;
}

/** What compresses: equal engines give equal bytes for equal contents. */
export interface ReportEngine {
  readonly name: "zlib";
  /** Of the zlib inside of Node. */
  readonly version: string;
  /** The processor it ran on, as Node calls it. */
  readonly arch: string;
  /** 1 to 9; with 0, nothing is compressed. */
  readonly level: number;
}

/** What is in the bundle, and what had to be done for it. */
export interface ReportContents {
  /** SHA-256 in hex of modes, contents and paths: the same for every format, level and engine. */
  readonly sha256: string;
  /** Files that were read, and those of them that were compressed: the rest was taken from earlier bundles. */
  readonly read: number;
  readonly compressed: number;
}

/** What `--json` prints. One element for each target, in the order in which they were packed. */
export interface JsonOutput {
  readonly schemaVersion: 2;
  readonly packs: readonly (Report | FailedPack)[];
  /** Why no target was packed at all, such as an unknown name. */
  readonly error?: ReportError;
}

export interface FailedPack {
  /** The package's name; its path from the root where it has none. */
  readonly target: string;
  readonly error: ReportError;
}

/** A `PackError` as JSON. */
export interface ReportError {
  readonly code: PackErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the page shows. Plain JSON, the same for the same bundle: no date, no path of the machine but those asked for. */
export interface PageData extends PageFacts {
  readonly tree: PageFolder;
}

/** All but the files. */
export interface PageFacts {
  readonly schemaVersion: 2;
  readonly bundle: PageBundle;
  readonly platform: { readonly runtime: string; readonly arch: string };
  readonly sizes: PageSizes;
  readonly limits: readonly PageLimit[];
  /** All packages of the bundle, the target included, ordered by `id`. */
  readonly packages: readonly PagePackage[];
  /** The costliest first. */
  readonly duplicates: readonly PageDuplicate[];
  /** Within a severity in the order in which they are shown. */
  readonly findings: readonly PageFinding[];
  /** What was left out of third-party packages; only where `trim` is on. */
  readonly trim?: PageTrim;
  /** Bytes that `--trim` would leave out at most; only where it is off, and they are many. */
  readonly trimmable?: number;
  /** How much of the bundle records of its runs have as opened; only where there are some. */
  readonly opened?: PageOpened;
}

export interface PageBundle {
  readonly origin: "workspace" | "zip";
  /** What was asked for: the package's name, or the zip's path as it was given. */
  readonly label: string;
  /** The directory that the target lies in: `.`, but for bundles with a prefix, such as layers. */
  readonly root: string;
  /** Id of the package at the root. */
  readonly target: string;
}

export interface PageSizes {
  readonly packages: number;
  /** Copies of packages: more than there are packages where some lie in several places. */
  readonly copies: number;
  /** Files of all copies. */
  readonly files: number;
  readonly links: number;
  /** Bytes of all files, unzipped. */
  readonly bytes: number;
  /** Bytes of their data in the zip; only of a zip. */
  readonly zippedBytes?: number;
  /** Bytes of the zip itself; only of a zip. */
  readonly archiveBytes?: number;
}

export interface PageLimit {
  readonly name: "unzipped" | "zipped";
  /** Bytes. */
  readonly limit: number;
  /** Bytes. */
  readonly used: number;
  /** `used` as a part of `limit`. */
  readonly share: number;
}

export interface PagePackage {
  /** Unique in one bundle: `name@version`, with `#2` behind it where two that differ share name and version. */
  readonly id: string;
  readonly name: string;
  /** Empty where nothing says it. */
  readonly version: string;
  /** A package of the workspace; of a zip, only what is certain: the target. */
  readonly importer: boolean;
  /** Directories of the bundle that hold a copy, ordered; `.` is the bundle's root. */
  readonly paths: readonly string[];
  /** Paths of links to one of these, ordered. */
  readonly links: readonly string[];
  /** Files of one copy. */
  readonly files: number;
  /** Bytes of all copies, unzipped. */
  readonly totalBytes: number;
  /** Bytes of all copies in the zip; only of a zip. */
  readonly zippedBytes?: number;
  /** Its retained size in bytes, unzipped: all its copies and all packages that are in the bundle only because of it. */
  readonly retainedBytes: number;
  /** The same in the zip; only of a zip. */
  readonly retainedZippedBytes?: number;
  /** The shortest dependency path to it: ids from the target to itself; empty of an extraneous package. */
  readonly requiredBy: readonly string[];
  /** The range by which each of `requiredBy` but the last requires the next one. */
  readonly ranges: readonly string[];
  /** Ids of the packages that declare it and resolve it, ordered. */
  readonly dependents: readonly string[];
  /** Files of all copies that were left out, and their bytes; only where `trim` is on. */
  readonly leftFiles?: number;
  readonly leftBytes?: number;
  /** Files of all copies that were opened, and their bytes; only where records say so. */
  readonly openedFiles?: number;
  readonly openedBytes?: number;
}

/** A name that the bundle has more than once. */
export interface PageDuplicate {
  readonly name: string;
  /** Ids, ordered. */
  readonly packages: readonly string[];
  /** Copies of all of them. */
  readonly copies: number;
  /** Bytes, unzipped, of all copies but the largest: what one for all would save at most. */
  readonly cost: number;
}

export interface PageFinding {
  readonly severity: "error" | "warning" | "note";
  readonly kind: string;
  /** `name@version` of the package that it is about; absent where it is about the bundle, or several packages. */
  readonly package?: string;
  /** The one file that it is about. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  readonly message: string;
  readonly hint: string;
}

/** What runs of the function have opened. Links are no files. */
export interface PageOpened {
  readonly files: number;
  readonly bytes: number;
  /** Opened files that the bundle does not have, because a trim leaves them out. Ordered. */
  readonly leftOut: readonly string[];
}

/** What a trim has left out, and what stays. All lists have the heaviest first. */
export interface PageTrim {
  readonly mode: "files" | "reachable";
  /** Files that were left out, all copies counted, and their bytes, unzipped. */
  readonly files: number;
  readonly bytes: number;
  /** Files that were left out, by why they were. */
  readonly left: readonly PageTrimSum[];
  /** Files that stay, by why they do. */
  readonly kept: readonly PageTrimSum[];
  /** Those of `kept` with the reason `whole`, by why their packages stay whole. */
  readonly keptWhole: readonly PageWholeSum[];
  /** Copies of packages that stay whole. */
  readonly whole: readonly PageWhole[];
  /** Ids of packages of which nothing can be loaded: their package.json and licences stay. */
  readonly leftPackages: readonly string[];
}

export interface PageTrimSum {
  readonly reason: string;
  /** The reason in words that may change. */
  readonly message: string;
  readonly files: number;
  readonly bytes: number;
}

export interface PageWholeSum extends PageTrimSum {
  readonly packages: number;
}

export interface PageWhole {
  /** Its id. */
  readonly package: string;
  /** Its directory in the bundle. */
  readonly path: string;
  /** Bytes that stay. */
  readonly bytes: number;
  readonly reason: string;
  /** The file of the bundle that is the cause, and the line in it. */
  readonly from?: string;
  readonly line?: number;
  /** The cause in words that may change. */
  readonly message: string;
}

/** A folder of the bundle. The lists about its files are of equal length. */
export interface PageFolder {
  /** Empty for the bundle's root. */
  readonly name: string;
  /** Which of `packages` has a copy here. */
  readonly package?: number;
  readonly folders: readonly PageFolder[];
  readonly files: readonly string[];
  readonly sizes: readonly number[];
  readonly zipped?: readonly number[];
  /** What a trim has left out of it; only where there is something. */
  readonly left?: PageLeftFiles;
}

/** Lists of equal length. */
export interface PageLeftFiles {
  readonly files: readonly string[];
  readonly sizes: readonly number[];
  /** Which of the sums in `left` of the trim each belongs to. */
  readonly reasons: readonly number[];
}

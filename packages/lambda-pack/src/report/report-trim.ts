/** What `trim` has left out of third-party packages. */
export interface ReportTrim {
  readonly mode: "files" | "reachable";
  /** Files that were left out, all copies counted, and their bytes, unzipped. */
  readonly files: number;
  readonly bytes: number;
  /** Left-out files by the reason: their class (`declaration`, `map`, `markdown`), `unreached`, `other-platform`, `package-unreached`. */
  readonly left: readonly ReportTrimSum[];
  /** Files that stay by the reason, such as `imported`, `whole`, `beside`, `own`. */
  readonly kept: readonly ReportTrimSum[];
  /** Those of `kept` with the reason `whole`, by why their packages stay whole: as `reason` of `whole`. */
  readonly keptWhole: readonly ReportWholeSum[];
  /** Packages that stay whole, but for classes of files, and why. Ordered by path. */
  readonly whole: readonly ReportWhole[];
  /** Ids of packages of which nothing can be loaded: their package.json and licences stay. */
  readonly leftPackages: readonly string[];
  /** Only where records were compared with what is packed: all that they have opened is. */
  readonly opened?: ReportOpened;
}

/** The records of opened files that a trim was compared with. */
export interface ReportOpened {
  readonly records: number;
  /** Files and links that any of them has. */
  readonly files: number;
}

export interface ReportTrimSum {
  readonly reason: string;
  readonly files: number;
  readonly bytes: number;
}

export interface ReportWholeSum extends ReportTrimSum {
  /** Packages that stay whole for it. */
  readonly packages: number;
}

/** A package that stays whole. What else there is depends on the reason. */
export interface ReportWhole {
  /** Its id. */
  readonly package: string;
  /** Its directory in the bundle. */
  readonly path: string;
  /** Bytes that stay. */
  readonly bytes: number;
  /** `computes`, `named-elsewhere`, `directory-taken`, `native`, `sibling`, `unread`, `no-entry`, `layer`, `setting` or `known`. */
  readonly reason: string;
  /** The file of the bundle that is the cause, the line in it, and what stands there. */
  readonly from?: string;
  readonly line?: number;
  readonly what?: string;
  /** Of `no-entry`: the handler, or main file, that is not in the bundle. */
  readonly entry?: string;
  /** Of `unread`: why the file cannot be read. */
  readonly cause?: string;
}

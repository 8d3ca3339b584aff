import type { InstanceId } from "@lambda-pack/model";

/** What a trim has left out of a bundle, by package. Plain JSON. */
export interface LeftOutList {
  readonly mode: "files" | "reachable";
  /** Files that are left out, all copies counted, and their bytes, unzipped. */
  readonly files: number;
  readonly bytes: number;
  /** Those of which something is left out. */
  readonly packages: readonly LeftOutPackage[];
}

export interface LeftOutPackage {
  readonly id: InstanceId;
  /** Of all copies, what the whole bundle has, and what is left out of it. */
  readonly files: number;
  readonly bytes: number;
  readonly leftFiles: number;
  readonly leftBytes: number;
  /** By reason, the heaviest first. */
  readonly left: readonly LeftOutSum[];
  /** Every file that is left out, by its path in the bundle; only where that is asked for. */
  readonly leftEntries?: readonly LeftOutFile[];
}

export interface LeftOutSum {
  /** `declaration`, `map`, `markdown`, `unreached`, `other-platform` or `package-unreached`. */
  readonly reason: string;
  readonly files: number;
  readonly bytes: number;
}

export interface LeftOutFile {
  readonly path: string;
  readonly size: number;
  readonly reason: string;
}

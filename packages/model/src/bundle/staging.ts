/** One file of a package, or a folder's worth of them seen as one list. */
export interface PackageFiles {
  /** Ordered by path, by code unit. */
  readonly files: readonly PackageFile[];
  /** Sum of the sizes. */
  readonly bytes: number;
}

export interface PackageFile {
  /** From the package's directory, with forward slashes. */
  readonly path: string;
  /** 0o755 or 0o644, whatever the disk says beyond the owner's execute bit. */
  readonly mode: FileMode;
  readonly size: number;
  /** Modification time in milliseconds: shows whether a file changed between listing and reading. */
  readonly mtimeMs: number;
  /** Time of the last change of content or attributes in milliseconds; with `ino`, distinguishes a file from one in its place. */
  readonly ctimeMs: number;
  /** Number of its inode, and of the device that has it. */
  readonly ino: number;
  readonly dev: number;
  /** Absolute path to read from; links inside of the package are followed. */
  readonly source: string;
}

export type FileMode = 0o755 | 0o644;

/** The list of files of the bundle. Written out, it is the staging directory; packed, the archive. */
export interface Staging {
  /** Ordered by path, by code unit; no two are equal, none escapes. */
  readonly entries: readonly StagedEntry[];
  /** Sum of the sizes of the files. */
  readonly bytes: number;
}

export type StagedEntry = StagedFile | StagedLink;

export interface StagedFile extends PackageFile {
  readonly kind: "file";
}

export interface StagedLink {
  readonly kind: "link";
  readonly path: string;
  /** Relative to the link's own directory; stays inside of the bundle. */
  readonly target: string;
}

import type { InstanceEdge, InstanceId } from "../graph/closure.ts";
import type { BundlePath } from "../graph/layout.ts";

/**
 * What is in a bundle: planned from the workspace with nothing written, or read from a zip of whatever tool. What a zip cannot
 * tell is absent; all else is the same for a package and for the zip that was packed from it.
 */
export interface Bundle {
  readonly origin: "workspace" | "zip";
  /** What was asked for: the package's name, or the zip's path as it was given. */
  readonly label: string;
  /** The directory that the target lies in: empty, but for bundles with a prefix, such as layers. */
  readonly root: BundlePath;
  /** The package at `root`. A zip may have none: then one without a version stands for it. */
  readonly target: InstanceId;
  /** Ordered by id; the target included. Extraneous packages of a zip are among them. */
  readonly packages: ReadonlyMap<InstanceId, BundlePackage>;
  /** Which package lies in a directory, links included. Ordered by path. */
  readonly places: ReadonlyMap<BundlePath, InstanceId>;
  /** Files and links, ordered by path, by code unit. */
  readonly entries: readonly BundleEntry[];
  /** Sum of the sizes of the files. */
  readonly bytes: number;
}

export interface BundlePackage {
  /** `name@version`, with `#2` behind it where two that differ share name and version. */
  readonly id: InstanceId;
  readonly name: string;
  /** Empty where nothing says it. */
  readonly version: string;
  /** A package of the workspace; of a zip, only what is certain: the target. */
  readonly importer: boolean;
  /** Directories of the bundle that hold a copy, ordered; links are no copies. */
  readonly paths: readonly BundlePath[];
  /** Files of one copy. */
  readonly files: number;
  /** Bytes of one copy, unzipped. */
  readonly bytes: number;
  /**
   * What it needs and finds in the bundle, ordered by name; one for each name. Of a target without a package.json, whatever nobody
   * else needs, with an empty range and `declaredIn`.
   */
  readonly edges: readonly InstanceEdge[];
  /** Where it is installed: directories from the workspace root, or absolute; empty where it was read from a zip. */
  readonly installedIn: readonly string[];
}

export type BundleEntry = BundleFile | BundleLink;

export interface BundleFile {
  readonly kind: "file";
  readonly path: string;
  /** Permission bits, as the bundle has them; a zip of another tool may have any. */
  readonly mode: number;
  /** Bytes, unzipped. */
  readonly size: number;
  /** The copy that it belongs to: a directory among `places`. */
  readonly place: BundlePath;
  /** Only of a zip. */
  readonly zipped?: ZippedFacts;
}

export interface BundleLink {
  readonly kind: "link";
  readonly path: string;
  /** As written; a zip of another tool may have any. */
  readonly target: string;
  readonly place: BundlePath;
  readonly zipped?: ZippedFacts;
}

/** What a zip says of an entry beside its name and content. */
export interface ZippedFacts {
  /** Which entry of the archive it is, from 0. */
  readonly index: number;
  /** Bytes of its data. */
  readonly bytes: number;
  readonly crc32: number;
  /** 0 stored, 8 deflated (APPNOTE 4.4.5). */
  readonly method: number;
  /** General purpose bits (APPNOTE 4.4.4). */
  readonly flags: number;
  /** Date and time as DOS writes them: local time without a zone, as `1980-01-01T00:00:00`. */
  readonly modified: string;
  /** The system of "version made by" (APPNOTE 4.4.2): 3 is Unix, which alone gives modes a meaning. */
  readonly madeBy: number;
  /** Ids of the extra fields in the central directory, in their order. */
  readonly extraFields: readonly number[];
}

/** Reads what lies in a bundle. */
export interface BundleContents {
  /** The whole content of one file. Rejects with a `PackError` where it cannot be read or is not what the bundle says. */
  readonly read: (file: BundleFile) => Promise<Uint8Array>;
}

/** A bundle and the means to read its files, until it is closed. */
export interface OpenedBundle extends BundleContents {
  readonly bundle: Bundle;
  /** Only of a zip. */
  readonly archive?: ZipFile;
  /** Only of a zip: reads the local headers of all entries. */
  readonly findRecordFaults?: () => RecordFaults;
  readonly close: () => Promise<void>;
}

/** What does not fit in the records of a zip that can be read all the same. */
export interface RecordFaults {
  readonly headers: readonly HeaderFault[];
  /** Bytes before, between and behind the entries that belong to none. */
  readonly hiddenBytes: number;
}

/** An entry whose local header says something else than the central directory. */
export interface HeaderFault {
  readonly path: string;
  /** `name`, `flags`, `method`, `checksum`, `size`. */
  readonly fields: readonly string[];
}

/** The zip that a bundle was read from. */
export interface ZipFile {
  /** Absolute path. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
  /** The comment of the whole archive, mostly empty. */
  readonly comment: string;
  /** Names that end in a slash: entries for directories, which are no entries of the bundle. */
  readonly directories: readonly string[];
}

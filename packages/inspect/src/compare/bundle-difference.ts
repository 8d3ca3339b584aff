/**
 * How bundle `b` differs from bundle `a`. Plain JSON. Where both are called equal, Lambda unpacks the same files from both, and
 * the function may do the same with each.
 */
export interface BundleDifference {
  readonly a: ComparedBundle;
  readonly b: ComparedBundle;
  /** No file differs in what Lambda makes of it; the bytes of two zips may. */
  readonly equal: boolean;
  /** Only of two zips: whether they are the same bytes. */
  readonly identical?: boolean;
  /** Empty where no file differs. What is packed itself comes first, the others are ordered by name, then version. */
  readonly packages: readonly PackageDifference[];
  /** Ordered by path. */
  readonly files: readonly FileDifference[];
  /** Why two zips with equal files are not the same bytes; else empty. */
  readonly archive: readonly ArchiveDifference[];
}

/** One of two bundles, in sums. */
export interface ComparedBundle {
  readonly label: string;
  readonly origin: "workspace" | "zip";
  /** Id of what is packed. */
  readonly target: string;
  readonly packages: number;
  /** Files and links. */
  readonly entries: number;
  /** Unzipped. */
  readonly bytes: number;
  /** Size and SHA-256 in hex of a zip. */
  readonly zippedBytes?: number;
  readonly sha256?: string;
}

/** A package of one bundle, or one in each that stands for the other. */
export type PackageDifference =
  | { readonly kind: "added"; readonly after: ComparedPackage }
  | { readonly kind: "removed"; readonly before: ComparedPackage }
  | {
      readonly kind: "changed";
      readonly before: ComparedPackage;
      readonly after: ComparedPackage;
      /** At least one, in this order. */
      readonly changes: readonly PackageChange[];
      /** How many of its files and links differ; absent where none does. */
      readonly files?: FileCounts;
    };

export interface FileCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** `name` only of what is packed itself. `place` where a copy or a link lies elsewhere. `content` where the version is the same, and yet a file of it differs. */
export type PackageChange = "name" | "version" | "place" | "content";

export interface ComparedPackage {
  /** As in its own bundle; the other one may call it otherwise. */
  readonly id: string;
  readonly name: string;
  /** Empty where nothing says it. */
  readonly version: string;
  /** Directories that hold a copy, ordered; the root is `.`. */
  readonly paths: readonly string[];
  /** Paths of links to one of these, ordered. */
  readonly links: readonly string[];
  /** Files of all copies. */
  readonly files: number;
  /** Bytes of all copies, unzipped. */
  readonly bytes: number;
}

export type FileDifference =
  | { readonly kind: "added"; readonly path: string; readonly after: ComparedEntry }
  | { readonly kind: "removed"; readonly path: string; readonly before: ComparedEntry }
  | {
      readonly kind: "changed";
      readonly path: string;
      readonly before: ComparedEntry;
      readonly after: ComparedEntry;
      /** At least one, in this order. */
      readonly changes: readonly FileChange[];
    };

/** `kind` where one is a file and the other a link; `target` of links. */
export type FileChange = "kind" | "content" | "mode" | "target";

export type ComparedEntry =
  | {
      readonly kind: "file";
      /** Id of the package that it belongs to; of a link to a package, that one's. */
      readonly package: string;
      readonly bytes: number;
      /** Permission bits in octal digits: `0644`. */
      readonly mode: string;
    }
  | { readonly kind: "link"; readonly package: string; readonly target: string };

/** Something that two zips of equal files do differently. */
export interface ArchiveDifference {
  readonly kind: ArchiveDifferenceKind;
  /** How many entries it is so of; 0 where it is not about entries. */
  readonly entries: number;
  /** The first of them in the order of paths, and what each zip has there. */
  readonly example?: { readonly path: string; readonly before: string; readonly after: string };
}

/**
 * - `order`: the place among the entries;
 * - `date`; `mode`: of permission bits only those that make no difference to a function;
 * - `method`: deflated or stored; `compressed-size`: the same method made more or less of it, as other levels do;
 * - `extra-fields`, `flags`, `made-by`: what stands beside each entry in the central directory;
 * - `directories`: entries for directories, which no file needs;
 * - `comment`: of the whole archive;
 * - `other-bytes`: none of these, so that it is in bytes that no list of the entries shows.
 */
export type ArchiveDifferenceKind =
  | "order"
  | "date"
  | "mode"
  | "method"
  | "compressed-size"
  | "extra-fields"
  | "flags"
  | "made-by"
  | "directories"
  | "comment"
  | "other-bytes";

export type {
  ArchiveDifference,
  ArchiveDifferenceKind,
  BundleDifference,
  ComparedBundle,
  ComparedEntry,
  ComparedPackage,
  FileChange,
  FileDifference,
  PackageChange,
  PackageDifference,
} from "./compare/bundle-difference.ts";
export { compareBundles } from "./compare/compare-bundles.ts";
export type { CompareOptions } from "./compare/compare-bundles.ts";
export { openZip } from "./open-zip.ts";
export type { OpenZipOptions } from "./open-zip.ts";

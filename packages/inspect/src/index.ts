export type {
  ArchiveDifference,
  ArchiveDifferenceKind,
  BundleDifference,
  ComparedBundle,
  ComparedEntry,
  ComparedPackage,
  FileChange,
  FileCounts,
  FileDifference,
  PackageChange,
  PackageDifference,
} from "./compare/bundle-difference.ts";
export { compareBundles } from "./compare/compare-bundles.ts";
export type { CompareOptions } from "./compare/compare-bundles.ts";
export type { BundleFacts } from "./bundle-facts.ts";
export { dependencyTree } from "./list/dependency-tree.ts";
export type { TreeLine, TreeOptions } from "./list/dependency-tree.ts";
export { explain } from "./explain/explain.ts";
export type {
  Dependency,
  ExplainedPackage,
  ExplainOptions,
  Explanation,
  Retained,
  OtherVersion,
} from "./explain/explain.ts";
export type { Conflict, OtherPlace, PlaceReason, PlainReason } from "./explain/explain-places.ts";
export type { FoundPath, VersionCheck } from "./explain/match-packages.ts";
export type { MorePaths } from "./explain/find-paths.ts";
export type { ListedEntry, ListedFile, ListedLink } from "./list/list-entries.ts";
export { listOrders, listPackages } from "./list/list-packages.ts";
export type {
  ListedDependency,
  ListedPackage,
  ListOptions,
  ListOrder,
  ListSizes,
  PackageList,
} from "./list/list-packages.ts";
export type { PackageSize } from "./list/package-sizes.ts";
export { openZip } from "./open-zip.ts";
export type { OpenZipOptions } from "./open-zip.ts";

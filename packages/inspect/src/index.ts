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
export type { BundleFacts } from "./bundle-facts.ts";
export { dependencyTree } from "./dependency-tree.ts";
export type { TreeLine, TreeOptions } from "./dependency-tree.ts";
export { explain } from "./explain.ts";
export type { Dependency, ExplainedPackage, ExplainOptions, Explanation, Freed, OtherVersion } from "./explain.ts";
export type { OtherPlace, PlaceReason, PlainReason } from "./explain-places.ts";
export { splitQuery } from "./find-packages.ts";
export type { FoundPath, VersionCheck } from "./find-packages.ts";
export type { MoreRoutes } from "./find-routes.ts";
export type { ListedEntry, ListedFile, ListedLink } from "./list-entries.ts";
export { listOrders, listPackages } from "./list-packages.ts";
export type {
  ListedDependency,
  ListedPackage,
  ListOptions,
  ListOrder,
  ListSizes,
  PackageList,
} from "./list-packages.ts";
export type { Weight } from "./package-weights.ts";
export { openZip } from "./open-zip.ts";
export type { OpenZipOptions } from "./open-zip.ts";

import { addFoldersAbove, parentOf, pathInside } from "@lambda-pack/model";
import type { BundleFile, InstanceId } from "@lambda-pack/model";
import { findRequiredPath } from "@lambda-pack/scan";
import type { FileClass } from "@lambda-pack/scan";
import { classOf, isLicence } from "./rules/class-of.ts";
import { filesOfManifest } from "./reach/files-of-manifest.ts";
import type { Keeper, Reached } from "./reach/keeper.ts";
import type { PackageCopy } from "./reach/packages-of.ts";
import type { TrimOptions } from "./trim-source.ts";
import type { KeptReason, LeftReason, TrimPlan } from "./trim-plan.ts";

/** What of a bundle is packed, when all that can be loaded is known: a reason for each file. */
export function planTrim(keeper: Keeper): TrimPlan {
  const { mode } = keeper.source.options;
  const kept = new Map<string, KeptReason>();
  const left = new Map<string, LeftReason>();
  const loaded = new Set<InstanceId>();
  const folders = new Set<string>();
  for (const path of keeper.reached.kept.keys()) addFoldersAbove(path, folders);
  for (const copy of keeper.packages.copies) {
    const fields = copy.isOwn
      ? new Map<string, string>()
      : filesOfManifest(copy, keeper.source.resolver.packageJsons.get(copy.place));
    const isReached = copy.isOwn || mode === "files" || copy.files.some(({ path }) => keeper.reached.kept.has(path));
    if (isReached) loaded.add(copy.bundlePackage.id);
    for (const file of copy.files) {
      const reason = keptReason(file, copy, { keeper, fields, folders });
      if (reason !== undefined) kept.set(file.path, reason);
      else left.set(file.path, leftReason(file, isReached, keeper.reached));
    }
  }
  const leftPackages = [...keeper.source.bundle.packages.keys()].filter(
    (id) => !loaded.has(id) && keeper.packages.ofInstance(id).length > 0,
  );
  const order = keeper.source.bundle.entries.map(({ path }) => path);
  return { mode, kept: inOrder(kept, order), left: inOrder(left, order), whole: keeper.reached.whole, leftPackages };
}

interface KeptBy {
  readonly keeper: Keeper;
  /** Files that the package.json leads to, and the field that does. */
  readonly fields: ReadonlyMap<string, string>;
  /** In which a file is kept, and those above. */
  readonly folders: ReadonlySet<string>;
}

function keptReason(
  { path }: BundleFile,
  copy: PackageCopy,
  { keeper, fields, folders }: KeptBy,
): KeptReason | undefined {
  const { reached, source } = keeper;
  if (copy.isOwn) return { kind: "own" };
  if (isManifest(path, copy, { reached, source, folders })) return { kind: "manifest" };
  if (isLicence(path)) return { kind: "licence" };
  const known = reached.kept.get(path);
  if (known !== undefined && known.kind !== "whole") return known;
  const pattern = settingFor(path, copy, source.options);
  if (pattern !== undefined && known === undefined) return { kind: "setting", pattern };
  if (known !== undefined && isForeign(path, copy, keeper)) return undefined;
  const fileClass = classOf(path);
  if (fileClass === undefined) return known ?? (source.options.mode === "files" ? { kind: "other" } : undefined);
  return classReason(fileClass, { path, copy, reached, fields });
}

/** What nothing names is of no use on another platform, unless it is asked for that the whole package stays. */
function isForeign(path: string, { place }: PackageCopy, { source, reached }: Keeper): boolean {
  const reason = reached.whole.get(place)?.kind;
  return (
    source.foreign?.has(path) === true &&
    !reached.asked.has(path) &&
    reason !== "setting" &&
    reason !== "no-entry" &&
    reason !== "layer"
  );
}

/** What of the settings keeps a file, whatever its class. */
function settingFor(path: string, copy: PackageCopy, { whole, include }: TrimOptions): string | undefined {
  const { name } = copy.bundlePackage;
  if (whole.includes(name)) return name;
  return include.find((each) => each.name === name && each.matches(pathInside(copy.place, path)))?.pattern;
}

/** That of the package, and below it those that decide how a file that is kept is read, or found. */
function isManifest(
  path: string,
  { place }: PackageCopy,
  { reached, source, folders }: Pick<Keeper, "reached" | "source"> & { readonly folders: ReadonlySet<string> },
): boolean {
  if (path !== "package.json" && !path.endsWith("/package.json")) return false;
  const folder = parentOf(path);
  if (folder === place || source.options.mode === "files" || folders.has(folder)) return true;
  const main = findRequiredPath(source.resolver, `${folder}/`);
  return main !== undefined && reached.kept.has(main);
}

function classReason(
  fileClass: FileClass,
  { path, copy, reached, fields }: Pick<KeptBy, "fields"> & { path: string; copy: PackageCopy; reached: Reached },
): KeptReason | undefined {
  const from = reached.named.get(copy.place)?.get(fileClass) ?? reached.namedOfAll.get(fileClass);
  if (from !== undefined) return { kind: "class", class: fileClass, from };
  const field = fields.get(pathInside(copy.place, path));
  return field === undefined ? undefined : { kind: "named-by-manifest", field };
}

function leftReason({ path }: BundleFile, isReached: boolean, { kept }: Reached): LeftReason {
  if (!isReached) return { kind: "package-unreached" };
  // Of a package that stays whole, only that and classes are left out.
  if (kept.has(path) && classOf(path) === undefined) return { kind: "other-platform" };
  const fileClass = classOf(path);
  return fileClass === undefined ? { kind: "unreached" } : { kind: "class", class: fileClass };
}

function inOrder<Value>(map: ReadonlyMap<string, Value>, order: readonly string[]): ReadonlyMap<string, Value> {
  return new Map(
    order.flatMap((path) => {
      const value = map.get(path);
      return value === undefined ? [] : [[path, value] as const];
    }),
  );
}

import { buildStaging, digestPackages } from "@lambda-pack/archive";
import {
  checkLayout,
  findDuplicates,
  findLinks,
  findPeerDifferences,
  findSiblingsApart,
  findSplits,
  planLayout,
  productionClosure,
} from "@lambda-pack/graph";
import type { PackageContents } from "@lambda-pack/graph";
import { packageLabel } from "@lambda-pack/model";
import type {
  Closure,
  Importer,
  InstanceId,
  Layout,
  LayoutFault,
  PackageFiles,
  PackageId,
  Problem,
  Selection,
  Staging,
} from "@lambda-pack/model";
import type { SourceFileSystem } from "@lambda-pack/workspace";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { collisionProblems } from "./collision-problems.ts";
import { findPlatformPackages } from "./select/find-platform-packages.ts";
import { listSelection } from "./list-selection.ts";
import type { ListedSelection } from "./list-selection.ts";
import { findPrivateKeys } from "./find-private-keys.ts";
import { findStaleCopies } from "./find-stale-copies.ts";
import type { Progress } from "./pack-options.ts";
import { runtimeProblems } from "./runtime-problems.ts";
import { selectTarget } from "./select/select-target.ts";
import type { TrimMemory } from "./trim/trim-memory.ts";
import type { TrimmedTarget, WholeTarget } from "./trim/trim-target.ts";
import type { OpenedWorkspace } from "./with-workspace.ts";

export interface PlanRequest extends OpenedWorkspace {
  readonly importer: Importer;
  readonly options: EffectiveOptions;
  /** What earlier trims have read of files; nothing unless given. */
  readonly trimMemory?: TrimMemory | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** All that is known of a bundle before anything is written. */
export interface PlannedTarget {
  readonly closure: Closure;
  readonly layout: Layout;
  readonly filesOf: (instance: InstanceId) => PackageFiles;
  readonly staging: Staging;
  readonly problems: readonly Problem[];
  /** What was left out of third-party packages, and why; only where `trim` is on. */
  readonly trim?: TrimmedTarget;
}

/** The whole tool but its writing, on one screen. Each step takes values and returns a value; none looks back. */
export async function planTarget(request: PlanRequest): Promise<PlannedTarget> {
  const { workspace, importer, options, source, onProgress } = request;
  onProgress?.({ stage: "resolving", done: 0, total: 0 });
  const graph = request.graphs.readGraph(importer, {
    includePackages: options.includePackages,
    platformPackages: await findPlatformPackages(options, workspace),
  });
  const selection = selectTarget(graph, workspace, options);
  const listed = await listFiles(selection, request);
  onProgress?.({ stage: "planning", done: 0, total: 0 });
  const closure = productionClosure(selection, readContents(selection, listed.files, source));
  const layout = planLayout(closure, options.links);
  assertNoFaults(checkLayout(closure, layout));
  const filesOf = filesByInstance(closure, listed.files);
  const isOwn = (id: InstanceId) => closure.instances.get(id)?.importer === true;
  const whole = { closure, layout, filesOf, staging: buildStaging({ layout, filesOf, prefix: options.prefix, isOwn }) };
  const { trim, ...target } = await trimPlanned(whole, request);
  const { collisions, ...staging } = target.staging;
  const stale = await findStaleCopies(selection, workspace, source);
  const found = [
    ...runtimeProblems(options),
    ...voidProblems(selection, options),
    ...selection.problems,
    ...stale,
    ...listed.problems,
    ...findPrivateKeys(selection, listed.files, source),
    ...findPeerDifferences(closure),
    ...findSiblingsApart(closure, layout),
    ...findLinks(closure, layout),
    ...findSplits(closure, layout),
    ...collisionProblems(collisions, closure, layout),
  ];
  const problems = found.filter((problem) => !isExpected(problem, options));
  return { ...target, staging, problems, ...(trim && { trim }) };
}

/** What trims is loaded only where it is asked for. */
async function trimPlanned(
  whole: WholeTarget,
  { importer, options, source, trimMemory: memory, signal, onProgress }: PlanRequest,
): Promise<WholeTarget & { readonly trim?: TrimmedTarget }> {
  if (options.trim.mode === "off") return whole;
  const { trimTarget } = await import("./trim/trim-target.ts");
  return trimTarget(whole, {
    label: importer.name ?? importer.path,
    options,
    source,
    memory,
    signal,
    onProgress: (done) => onProgress?.({ stage: "trimming", done, total: 0 }),
  });
}

async function listFiles(
  selection: Selection,
  { workspace, options, source, walk, signal, onProgress }: PlanRequest,
): Promise<ListedSelection> {
  const total = selection.packages.size;
  const onListed = (done: number) => onProgress?.({ stage: "listing", done, total });
  return listSelection(selection, { workspace, options, source, walk, signal, onListed });
}

/** Sizes of all packages, and digests of those that only their content can tell apart. */
function readContents(
  selection: Selection,
  files: ListedSelection["files"],
  source: SourceFileSystem,
): PackageContents {
  const bytes = new Map([...files].map(([id, list]) => [id, list.bytes]));
  const duplicates = findDuplicates(selection);
  const digests = digestPackages(
    duplicates.map((id) => filesOfPackage(files, id)),
    { fs: source },
  );
  return { bytes, digests: new Map(duplicates.map((id, index) => [id, digests[index] ?? ""])) };
}

function filesByInstance(closure: Closure, files: ListedSelection["files"]): (id: InstanceId) => PackageFiles {
  return (id) => {
    const instance = closure.instances.get(id);
    if (instance === undefined) throw new Error(`The layout places ${id}, which the closure does not hold`);
    return filesOfPackage(files, instance.packages[0]);
  };
}

function filesOfPackage(files: ListedSelection["files"], id: PackageId): PackageFiles {
  const list = files.get(id);
  if (list === undefined) throw new Error(`The files of ${id} have not been listed`);
  return list;
}

/** The proof of every pack: a fault is a bug of the planner, and nothing may be written then. */
function assertNoFaults(faults: readonly LayoutFault[]): void {
  if (faults.length > 0) throw new Error(`The planned layout is wrong: ${JSON.stringify(faults.slice(0, 10))}`);
}

function voidProblems({ packages, target }: Selection, { voidSettings }: EffectiveOptions): readonly Problem[] {
  const self = packages.get(target)?.installed;
  const label = self === undefined ? "" : packageLabel(self);
  return voidSettings.map(({ setting, reason }) => ({ kind: "void-setting", package: label, setting, reason }));
}

function isExpected(problem: Problem, { sharedPatterns }: EffectiveOptions): boolean {
  if (problem.kind === "void-setting") return problem.value !== undefined && sharedPatterns.has(problem.value);
  return problem.kind === "unused-pattern" && sharedPatterns.has(problem.pattern);
}

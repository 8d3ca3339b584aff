import { buildStaging, digestPackages } from "@lambda-pack/archive";
import {
  checkLayout,
  findDuplicates,
  findPeerDifferences,
  findSiblingsApart,
  planLayout,
  productionClosure,
  selectPackages,
} from "@lambda-pack/graph";
import type { PackageContents } from "@lambda-pack/graph";
import type {
  Closure,
  Importer,
  InstanceId,
  LayoutFault,
  Layout,
  PackageFiles,
  PackageId,
  Problem,
  Selection,
  Staging,
} from "@lambda-pack/model";
import type { SourceFileSystem } from "@lambda-pack/workspace";
import { assertOutputs } from "./assert-outputs.ts";
import { assertWithinLimits } from "./assert-within-limits.ts";
import type { EffectiveOptions } from "./config/effective-options.ts";
import { findPlatformPackages } from "./find-platform-packages.ts";
import { listSelection } from "./list-selection.ts";
import type { ListedSelection } from "./list-selection.ts";
import { findStaleCopies } from "./find-stale-copies.ts";
import type { Progress } from "./pack-options.ts";
import type { Report } from "./report.ts";
import { runtimeProblems } from "./runtimes.ts";
import { selectOptions } from "./select-options.ts";
import { strictError } from "./strict-error.ts";
import { summarize } from "./summarize.ts";
import type { OpenedWorkspace } from "./with-workspace.ts";
import { writeOutputs } from "./write-outputs.ts";

export interface PackTarget extends OpenedWorkspace {
  /** Absolute path of the working directory: never replaced by a staging directory. */
  readonly cwd: string;
  readonly importer: Importer;
  readonly options: EffectiveOptions;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Packs one target. */
export async function packTarget(request: PackTarget): Promise<Report> {
  await assertOutputs(request);
  const { plan, staging } = await planTarget(request);
  return request.options.dryRun ? plan : writeOutputs(plan, staging, request);
}

/** All that is needed to write the outputs. What else was read and planned is no burden to the memory any more. */
interface TargetPlan {
  readonly plan: Report;
  readonly staging: Staging;
}

/** The whole tool on one screen. Each step takes values and returns a value; none looks back. */
async function planTarget(request: PackTarget): Promise<TargetPlan> {
  const { workspace, importer, options, source, onProgress } = request;
  onProgress?.({ stage: "resolving", done: 0, total: 0 });
  const graph = request.graphs.readGraph(importer, {
    includePackages: options.includePackages,
    platformPackages: await findPlatformPackages(options),
  });
  const selection = selectPackages(graph, selectOptions(workspace, options));
  const listed = await listFiles(selection, request);
  onProgress?.({ stage: "planning", done: 0, total: 0 });
  const closure = productionClosure(selection, readContents(selection, listed.files, source));
  const layout = planLayout(closure);
  assertNoFaults(checkLayout(closure, layout));
  const filesOf = filesByInstance(closure, listed.files);
  const staging = buildStaging({ layout, filesOf, prefix: options.prefix });
  const stale = await findStaleCopies(selection, workspace, source);
  const found = [
    ...runtimeProblems(options),
    ...selection.problems,
    ...stale,
    ...listed.problems,
    ...findPeerDifferences(closure),
    ...findSiblingsApart(closure, layout),
    ...linkProblems(layout),
  ];
  const problems = found.filter((problem) => !isExpected(problem, options));

  const plan = summarize({ importer, options, closure, layout, filesOf, staging, problems });
  assertWithinLimits(plan);
  assertStrict(plan, options);
  return { plan, staging };
}

async function listFiles(
  selection: Selection,
  { workspace, options, source, walk, signal, onProgress }: PackTarget,
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

function linkProblems({ placements }: Layout): readonly Problem[] {
  return [...placements.values()].flatMap((placement): readonly Problem[] =>
    placement.kind === "link"
      ? [{ kind: "link-in-bundle", path: placement.path, target: placement.target || "." }]
      : [],
  );
}

function isExpected(problem: Problem, { sharedPatterns }: EffectiveOptions): boolean {
  return problem.kind === "unused-pattern" && sharedPatterns.has(problem.pattern);
}

function assertStrict({ target, problems }: Report, { strict }: EffectiveOptions): void {
  const error = strict ? strictError(target.name, problems) : undefined;
  if (error !== undefined) throw error;
}

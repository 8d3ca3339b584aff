import { indexFileOf, listPackageFiles, outputRoot, realOutput } from "@lambda-pack/archive";
import type { PackageWalk } from "@lambda-pack/archive";
import { lambdaPlatform, packageLabel, throwIfInterrupted } from "@lambda-pack/model";
import type { PackageFiles, PackageId, Problem, SelectedPackage, Selection, Workspace } from "@lambda-pack/model";
import { allowScriptsCommand, placeInMessages } from "@lambda-pack/workspace";
import type { SourceFileSystem } from "@lambda-pack/workspace";
import { setImmediate } from "node:timers/promises";
import { handlersOf, outputsOf } from "../config/effective-options.ts";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { fileRulesFor } from "../config/settings/file-rules.ts";
import type { FileRules } from "../config/settings/settings.ts";
import { findEntryProblems } from "./entries/find-entry-problems.ts";
import { needBinaries } from "./need-binaries.ts";
import { unusedRules } from "./unused-rules.ts";

export interface ListRequest {
  readonly workspace: Workspace;
  readonly options: EffectiveOptions;
  /** What the packages are read through. */
  readonly source: SourceFileSystem;
  /** How packages are walked; again for each target unless given. */
  readonly walk?: PackageWalk | undefined;
  readonly signal: AbortSignal | undefined;
  /** Called after each package with the number of packages that are listed. */
  readonly onListed: (done: number) => void;
}

export interface ListedSelection {
  /** Every selected package has a line. */
  readonly files: ReadonlyMap<PackageId, PackageFiles>;
  readonly problems: readonly Problem[];
}

/** Files after which everything else that waits gets its turn: progress is shown, signals arrive. */
const FILES_AT_A_STRETCH = 5000;

/** The files of every selected package, by the rules of its kind and those of the settings. */
export async function listSelection(selection: Selection, request: ListRequest): Promise<ListedSelection> {
  const mustBeBuilt = needBinaries(selection);
  const leaveOut = leftOut(request);
  const listed = [];
  let stretch = 0;
  for (const member of selection.packages.values()) {
    throwIfInterrupted(request.signal);
    const { id } = member.installed;
    const rules = rulesFor(member, selection, request.options);
    const handlers = id === selection.target ? handlersOf(request.options) : [];
    const list = await listOne(member, { ...request, rules, handlers, leaveOut, mustBeBuilt: mustBeBuilt.has(id) });
    listed.push({ id, rules, ...list });
    request.onListed(listed.length);
    stretch += list.files.files.length;
    if (stretch < FILES_AT_A_STRETCH) continue;
    stretch = 0;
    await setImmediate();
  }

  const isOfDependency = (problem: Problem, id: PackageId) =>
    problem.kind === "unused-pattern" && id !== selection.target;
  return {
    files: new Map(listed.map(({ id, files }) => [id, files])),
    problems: [
      ...groupLeftovers(
        listed.flatMap(({ id, problems }) => problems.filter((problem) => !isOfDependency(problem, id))),
      ),
      ...unusedRules(selection, listed, request.options.dependencies),
      ...findEntryProblems({ ...request, selection, listed }),
    ],
  };
}

/** One note of what tools have left in all packages, in the place of the first one. */
function groupLeftovers(problems: readonly Problem[]): readonly Problem[] {
  const leftovers = problems.flatMap((problem) => (problem.kind === "leftovers-left-out" ? problem.leftOut : []));
  const first = problems.find(({ kind }) => kind === "leftovers-left-out");
  return problems.flatMap((problem): readonly Problem[] => {
    if (problem.kind !== "leftovers-left-out") return [problem];
    return problem === first ? [{ kind: "leftovers-left-out", leftOut: leftovers }] : [];
  });
}

function rulesFor(
  { installed }: SelectedPackage,
  { target }: Selection,
  options: EffectiveOptions,
): Required<FileRules> {
  return installed.id === target ? options : fileRulesFor(options.dependencies, installed);
}

interface PackageRequest extends ListRequest {
  readonly rules: Required<FileRules>;
  readonly handlers: readonly string[];
  readonly leaveOut: ReadonlySet<string>;
  readonly mustBeBuilt: boolean;
}

async function listOne({ installed }: SelectedPackage, request: PackageRequest) {
  const { workspace, options, source, walk, rules, handlers, leaveOut, mustBeBuilt } = request;
  const { dir, importer, manifest, bundled } = installed;
  return listPackageFiles({
    dir,
    label: packageLabel(installed),
    path: placeInMessages(workspace, dir),
    root: workspace.root,
    importer,
    manifest,
    bundled,
    include: rules.include,
    exclude: rules.exclude,
    handlers,
    fs: source,
    walk,
    onlyPlatform: options.prunePlatforms ? lambdaPlatform(options.arch) : undefined,
    allowScripts: mustBeBuilt ? allowScriptsCommand(workspace, installed.name) : undefined,
    leaveOut,
  });
}

/** Packages of the workspace lie in one another's folders, and so may outputs, and what a linked node_modules leads to. */
function leftOut({ workspace, options }: ListRequest): ReadonlySet<string> {
  const outputs = Object.values(outputsOf(options)).map((output) => realOutput(output));
  return new Set([
    outputRoot(workspace.root),
    ...outputs,
    // Earlier versions have put an index beside each output.
    ...outputs.map((output) => indexFileOf(output)),
    ...(options.platformPackages === undefined ? [] : [options.platformPackages]),
    ...workspace.importers.map(({ dir }) => dir),
    ...workspace.linkedModules.keys(),
  ]);
}

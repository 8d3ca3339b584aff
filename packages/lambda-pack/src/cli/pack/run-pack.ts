import { basename } from "node:path";
import { rememberBundles, rememberWalks } from "@lambda-pack/archive";
import type { PackError } from "@lambda-pack/model";
import { packTarget } from "../../pack/pack-target.ts";
import type { FailedPack, Report } from "../../report/report.ts";
import { announceCode } from "../runner/announce-code.ts";
import { exitCodeOf, expectedError, printError } from "../runner/expected-error.ts";
import { hintAtCommand } from "./hint-at-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { severalFault } from "../argv/pack-conflicts.ts";
import type { packSpec } from "../commands/pack.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { progressLine } from "../terminal/progress-line.ts";
import { renderProblems } from "../terminal/render-problems.ts";
import { renderUsageError } from "../terminal/render-error.ts";
import { renderSummary } from "./render-summary.ts";
import { reportError, toJson } from "../runner/to-json.ts";
import { viewOf } from "../terminal/view.ts";
import { findTargets, readTargets } from "../../plan/read-targets.ts";
import type { FailedTarget, NamedTargets, Target } from "../../plan/read-targets.ts";
import { projectCode } from "../../config/effective-options.ts";
import { withWorkspace } from "../../plan/with-workspace.ts";
import type { OpenedWorkspace } from "../../plan/with-workspace.ts";

type PackCommand = ParsedCommand<typeof packSpec>;

/** Packs what the command names, one target after the other; one that fails does not stop the others. */
export async function runPack(command: PackCommand, io: Io): Promise<ExitCode> {
  try {
    const { args, own, cwd, given } = command;
    const workspaces = await findTargets(cwd, own.all ? undefined : args);
    const fault = severalTargetsFault(workspaces, command);
    if (fault !== undefined) {
      io.stderr.write(renderUsageError([fault], viewOf(io.stderr, io, command)));
      return exitCodes.usage;
    }
    const settings = { given, dryRun: own["dry-run"] };
    const groups: TargetGroup[] = [];
    for (const named of workspaces) groups.push({ ...named, targets: await readTargets(named, settings) });
    await assertRecorded(groups, command);
    if (command.verbose) announceCode(codeOf(groups), io);
    return await packGroups(groups, { command, io });
  } catch (thrown) {
    const error = hintAtCommand(expectedError(thrown, io), command.args);
    printError(error, command, io);
    if (command.json) io.stdout.write(toJson([], error));
    return exitCodeOf(error, io);
  }
}

/** Code of the project that is about to be run. */
function codeOf(groups: readonly TargetGroup[]): readonly string[] {
  const targets = groups.flatMap((group) => group.targets);
  return targets.flatMap((target) => ("error" in target ? [] : projectCode(target.options)));
}

/** Several targets cannot be written to one place. */
function severalTargetsFault(named: readonly NamedTargets[], { given }: PackCommand): string | undefined {
  const { out, stageDir } = given.settings;
  if (named.flatMap(({ importers }) => importers).length < 2) return undefined;
  if (out !== undefined) return severalFault("out");
  return stageDir === undefined ? undefined : severalFault("stage-dir");
}

/** Of several targets, each has the records of its own bundle: one that is of none is a mistake. */
async function assertRecorded(groups: readonly TargetGroup[], { given }: PackCommand): Promise<void> {
  const { opened = [] } = given.settings;
  const targets = groups.flatMap((group) => group.targets);
  if (opened.length === 0 || targets.length < 2) return;
  const { assertRecordsOf } = await import("../../opened/assert-records-of.ts");
  const names = targets.map(({ importer: { name, dir } }) => name ?? basename(dir));
  await assertRecordsOf(opened, names);
}

interface Run {
  readonly command: PackCommand;
  readonly io: Io;
}

/** The targets of one workspace. */
interface TargetGroup extends NamedTargets {
  readonly targets: readonly (Target | FailedTarget)[];
}

/** What has come of the targets so far. */
interface Outcome {
  readonly packs: readonly (Report | FailedPack)[];
  /** The last error. */
  readonly decisive: PackError | undefined;
}

async function packGroups(groups: readonly TargetGroup[], run: Run): Promise<ExitCode> {
  let outcome: Outcome = { packs: [], decisive: undefined };
  for (const { workspace, targets } of groups) {
    if (outcome.decisive?.code === "INTERRUPTED") break;
    const before = outcome;
    outcome = await withWorkspace(workspace, async (opened) => packTargets(opened, targets, { ...run, before }));
  }
  const { packs, decisive } = outcome;
  if (run.command.json) run.io.stdout.write(toJson(packs));
  return decisive === undefined ? exitCodes.ok : exitCodeOf(decisive, run.io);
}

async function packTargets(
  opened: OpenedWorkspace,
  targets: readonly (Target | FailedTarget)[],
  { before, ...run }: Run & { readonly before: Outcome },
): Promise<Outcome> {
  const packs = [...before.packs];
  let { decisive } = before;
  // A single target has no use for the memory that this takes.
  const remembered = targets.length > 1 ? { walk: rememberWalks(), bundles: rememberBundles() } : {};
  for (const target of targets) {
    try {
      if ("error" in target) throw target.error;
      const report = await packOne({ ...opened, ...remembered }, target, run);
      packs.push(report);
      printReport(report, { ...run, gap: packs.length > 1 ? "\n" : "" });
    } catch (thrown) {
      const error = expectedError(thrown, run.io);
      packs.push({ target: nameOf(target), error: reportError(error) });
      decisive = error;
      printError(error, run.command, run.io);
      if (error.code === "INTERRUPTED") break;
    }
  }
  return { packs, decisive };
}

async function packOne(opened: OpenedWorkspace, target: Target, { command, io }: Run): Promise<Report> {
  const { live } = viewOf(io.stderr, io, command);
  const line = live && !command.quiet ? progressLine(nameOf(target), io.stderr) : undefined;
  let release: (() => void) | undefined;
  try {
    return await packTarget({
      ...opened,
      ...target,
      cwd: command.cwd,
      signal: io.signal,
      onProgress: (progress) => {
        if (progress.stage === "writing") release ??= io.holdSignals();
        line?.show(progress);
      },
    });
  } finally {
    release?.();
    line?.clear();
  }
}

/** Whether more than the number of notes is shown of problems. */
function hasListed({ problems }: Report, verbose: boolean): boolean {
  return problems.some(({ severity }) => verbose || severity !== "note");
}

/** Where the summary goes into a pipe or a file, problems are printed on standard error, so that they are seen. The gap parts it from what was printed before. */
function printReport(report: Report, { command, io, gap }: Run & { readonly gap: string }): void {
  if (command.json || command.quiet) return;
  const { cwd, verbose } = command;
  const apart = !io.stdout.isTerminal && hasListed(report, verbose);
  const view = viewOf(io.stdout, io, command);
  io.stdout.write(gap + renderSummary(report, { ...view, cwd, verbose, withoutProblems: apart }));
  if (!apart) return;
  const lines = renderProblems(report.problems, {
    ...viewOf(io.stderr, io, command),
    verbose,
    target: report.target.name,
  });
  io.stderr.write(`${lines.slice(1).join("\n")}\n`);
}

function nameOf({ importer: { name, path } }: Pick<Target, "importer">): string {
  return name ?? (path === "" ? "." : path);
}

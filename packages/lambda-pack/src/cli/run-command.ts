import { checkSpec } from "./commands/check.ts";
import type { CommandSpec } from "./spec/command-spec.ts";
import type { CommandName } from "./commands/commands.ts";
import { completionSpec } from "./commands/completion.ts";
import { diffSpec } from "./commands/diff.ts";
import { doctorSpec } from "./commands/doctor.ts";
import { helpSpec } from "./commands/help.ts";
import { invokeSpec } from "./commands/invoke.ts";
import { listSpec } from "./commands/list.ts";
import { reportSpec } from "./commands/report.ts";
import { serveSpec } from "./commands/serve.ts";
import { whySpec } from "./commands/why.ts";
import { findCommand } from "./argv/find-command.ts";
import type { InspectCommand } from "./spec/inspect-command.ts";
import type { ExitCode, Io } from "./io.ts";
import { parseInspect } from "./argv/parse-inspect.ts";
import { refuseLine } from "./runner/refuse-line.ts";
import { runPackLine } from "./pack/run-pack-line.ts";

/** Runs the command that a command line names; `pack` if it names none. What other commands need is loaded when they run. */
export async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { name, argv: words } = findCommand(argv);
  return runners[name](words, io);
}

type Run = (words: readonly string[], io: Io) => Promise<ExitCode>;

/** A command that is specified does not compile until it has a line here. */
const runners: { readonly [Name in CommandName]: Run } = {
  pack: runPackLine,
  list: inspection(listSpec, async () => (await import("./list/run-list.ts")).runList),
  why: inspection(whySpec, async () => (await import("./why/run-why.ts")).runWhy),
  diff: inspection(diffSpec, async () => (await import("./diff/run-diff.ts")).runDiff),
  check: inspection(checkSpec, async () => (await import("./check/run-check.ts")).runCheck),
  report: inspection(reportSpec, async () => (await import("./report/run-report.ts")).runReport),
  invoke: inspection(invokeSpec, async () => (await import("./invoke/run-invoke.ts")).runInvoke),
  serve: inspection(serveSpec, async () => (await import("./serve/run-serve.ts")).runServe),
  doctor: inspection(doctorSpec, async () => (await import("./doctor/run-doctor.ts")).runDoctor),
  completion: inspection(completionSpec, async () => (await import("./completion/run-completion.ts")).runCompletion),
  help: inspection(helpSpec, async () => (await import("./help/run-help.ts")).runHelp),
};

type RunInspection<Spec extends CommandSpec> = (command: InspectCommand<Spec>, io: Io) => Promise<ExitCode>;

function inspection<Spec extends CommandSpec>(spec: Spec, load: () => Promise<RunInspection<Spec>>): Run {
  return async (words, io) => {
    const command = parseInspect(spec, words, io.cwd);
    if (command.kind === "inspect") return (await load())(command, io);
    return refuseLine(spec, command, io);
  };
}

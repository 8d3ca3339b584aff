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
import type { ParsedCommand } from "./spec/parsed-command.ts";
import type { ExitCode, Io } from "./io.ts";
import { packSpec } from "./commands/pack.ts";
import { parseCommandLine } from "./argv/parse-command-line.ts";
import { refuseCommandLine } from "./runner/refuse-command-line.ts";
import { runPack } from "./pack/run-pack.ts";

/** Runs the command that a command line names; `pack` if it names none. What other commands need is loaded when they run. */
export async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { name, argv: rest } = findCommand(argv);
  return runners[name](rest, io);
}

/** Runs what follows the command's name. */
type Run = (argv: readonly string[], io: Io) => Promise<ExitCode>;

/** A command that is specified does not compile until it has a line here. */
const runners: { readonly [Name in CommandName]: Run } = {
  pack: runner(packSpec, async () => runPack),
  list: runner(listSpec, async () => (await import("./list/run-list.ts")).runList),
  why: runner(whySpec, async () => (await import("./why/run-why.ts")).runWhy),
  diff: runner(diffSpec, async () => (await import("./diff/run-diff.ts")).runDiff),
  check: runner(checkSpec, async () => (await import("./check/run-check.ts")).runCheck),
  report: runner(reportSpec, async () => (await import("./report/run-report.ts")).runReport),
  invoke: runner(invokeSpec, async () => (await import("./invoke/run-invoke.ts")).runInvoke),
  serve: runner(serveSpec, async () => (await import("./serve/run-serve.ts")).runServe),
  doctor: runner(doctorSpec, async () => (await import("./doctor/run-doctor.ts")).runDoctor),
  completion: runner(completionSpec, async () => (await import("./completion/run-completion.ts")).runCompletion),
  help: runner(helpSpec, async () => (await import("./help/run-help.ts")).runHelp),
};

type RunParsed<Spec extends CommandSpec> = (command: ParsedCommand<Spec>, io: Io) => Promise<ExitCode>;

function runner<Spec extends CommandSpec>(spec: Spec, load: () => Promise<RunParsed<Spec>>): Run {
  return async (argv, io) => {
    const parsed = parseCommandLine(spec, argv, io.cwd);
    if (parsed.kind === "usage-error") return refuseCommandLine(spec, parsed, io);
    if (parsed.kind === "command") return (await load())(parsed, io);
    const { runHere } = await import("./runner/run-here.ts");
    return runHere(parsed, { spec, io }, async (command) => (await load())(command, io));
  };
}

import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { defined, PackError, runtimeIdOf, systemReason } from "@lambda-pack/model";
import type { InvokeResult } from "@lambda-pack/runtime";
import { shownPaths } from "../../run/failure/shown-paths.ts";
import { explainLeftOut } from "../../run/failure/explain-left-out.ts";
import { environmentFaults } from "../../run/run-options.ts";
import { withFunction } from "../../run/with-function.ts";
import type { RunningFunction } from "../../run/with-unpacked.ts";
import { invokeSpec } from "../commands/invoke.ts";
import { failureLine } from "./failure-line.ts";
import { functionRunOf } from "./function-run-of.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { jsonFault } from "./json-fault.ts";
import { printable } from "../terminal/printable.ts";
import { progressLine } from "../terminal/progress-line.ts";
import { readInvokeEvent } from "./read-invoke-event.ts";
import { announceCode } from "../runner/announce-code.ts";
import { usageError } from "../runner/refuse-command-line.ts";
import { runGuarded } from "../runner/run-guarded.ts";
import { viewOf } from "../terminal/view.ts";

type InvokeCommand = ParsedCommand<typeof invokeSpec>;

interface Run {
  readonly command: InvokeCommand;
  readonly io: Io;
}

/** Invokes a bundle's handler, and prints what `aws lambda invoke` prints. 1 means that the handler failed. */
export async function runInvoke(command: InvokeCommand, io: Io): Promise<ExitCode> {
  const { own } = command;
  const faults = [...environmentFaults(own.env), ...jsonFaults("--client-context", own["client-context"])];
  if (faults.length > 0) return usageError(faults, invokeSpec, io);
  return runGuarded({ command, io }, async () => {
    const events = await readEvents({ command, io });
    return withRunning({ command, io }, async (running) => {
      let code: ExitCode = exitCodes.ok;
      for (const event of events) {
        const result = await running.function.invoke({ event, clientContext: own["client-context"] });
        // An invoke that was interrupted has not failed.
        if (io.signal.aborted) break;
        await print(result, running, { command, io });
        if (result.functionError !== undefined) code = exitCodes.failed;
      }
      if (code === exitCodes.ok && !command.quiet) await printLeftOut(running, io);
      return code;
    });
  });
}

/** Those that are given, in their order, each as often as is asked for. */
async function readEvents({ command, io }: Run): Promise<readonly Buffer[]> {
  const { event: given, repeat = 1 } = command.own;
  const events: Buffer[] = [];
  // One after the other: standard input is read once.
  for (const text of given.length === 0 ? ["{}"] : given) {
    events.push(await readInvokeEvent(text, { cwd: command.cwd, io }));
  }
  return events.flatMap((event) => Array.from({ length: repeat }, () => event));
}

async function withRunning(
  { command, io }: Run,
  use: (running: RunningFunction) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { args, cwd, given, own, quiet } = command;
  const [arg = ""] = args;
  const line = viewOf(io.stderr, io, command).live && !quiet ? progressLine(arg, io.stderr) : undefined;
  const run = { ...functionRunOf(own, { cwd, io }), inspect: own.inspect };
  return withFunction(
    {
      arg,
      cwd,
      given,
      run,
      noteAbsent: true,
      signal: io.signal,
      onProgress: line && ((progress) => line.show(progress)),
      onLog: (chunk) => {
        io.stderr.write(chunk.toString());
        return io.stderr.drained?.();
      },
      onProjectCode: command.verbose ? (names) => announceCode(names, io) : undefined,
      onUnpack: () => {
        io.holdSignals();
        line?.clear();
      },
    },
    async (running) => {
      warnOfNode(running, { command, io });
      printDebugger(running, { command, io });
      return use(running);
    },
  );
}

/** Code may run here that does not run there. */
function warnOfNode({ options: { node, runtime } }: RunningFunction, { command, io }: Run): void {
  if (command.quiet || runtime === runtimeIdOf(node.major)) return;
  io.stderr.write(
    `lambda-pack: Node.js ${node.major} runs this function for ${runtime}; use --node for another version.\n`,
  );
}

/** A debugger knows the sources by where they are written, and sees them where they run. */
function printDebugger({ opened, options, taskRoot }: RunningFunction, { command, io }: Run): void {
  if (command.quiet || options.inspect === undefined) return;
  const { source, bundle } = opened;
  const remote = join(taskRoot, bundle.root);
  const places =
    source === undefined
      ? `the sources are in ${remote}`
      : `set its "localRoot" to ${join(source.root, source.importer.path)} and its "remoteRoot" to ${remote}`;
  io.stderr.write(`lambda-pack: Attach a debugger to 127.0.0.1:${options.inspect}; ${places}.\n`);
}

/** A function may go on without a file that was left out, and do less than it should. */
async function printLeftOut(running: RunningFunction, io: Io): Promise<void> {
  const text = await explainLeftOut(running);
  if (text !== undefined) io.stderr.write(`lambda-pack: ${printable(text)}\n`);
}

/** As the AWS command line does: the payload into the file, or before the facts about the invoke. */
async function print(result: InvokeResult, running: RunningFunction, { command, io }: Run): Promise<void> {
  const { out } = command.own;
  const { functionError } = result;
  const payload = functionError === undefined ? result.payload : asOnLambda(result.payload, running);
  if (out === undefined) io.stdout.write(`${payload.toString()}\n`);
  else await writePayload(resolve(command.cwd, out), payload);
  const facts = {
    StatusCode: 200,
    ...defined({ FunctionError: functionError }),
    ExecutedVersion: "$LATEST",
  };
  if (!command.quiet) io.stdout.write(`${JSON.stringify(facts, null, 4)}\n`);
  if (functionError !== undefined) io.stderr.write(await failureLine(result.payload, running));
}

/** Errors name files, which are elsewhere on Lambda. */
function asOnLambda(payload: Buffer, { taskRoot }: RunningFunction): Buffer {
  const text = payload.toString();
  const shown = shownPaths(text, taskRoot);
  return shown === text ? payload : Buffer.from(shown);
}

async function writePayload(file: string, payload: Buffer): Promise<void> {
  try {
    await writeFile(file, payload);
  } catch (cause) {
    throw new PackError("OUTPUT_WRITE_FAILED", `${file} could not be written: ${systemReason(cause)}.`, {
      hint: "Choose another file with --out.",
      details: { path: file },
      cause,
    });
  }
}

function jsonFaults(option: string, text: string | undefined): readonly string[] {
  const fault = text === undefined ? undefined : jsonFault(text);
  return fault === undefined ? [] : [`${option} takes JSON: ${fault}.`];
}

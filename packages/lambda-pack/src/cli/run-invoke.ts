import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { PackError, systemReason } from "@lambda-pack/model";
import type { ErrorPayload, InvokeResult } from "@lambda-pack/runtime";
import { explainFailure } from "../explain-failure.ts";
import { environmentFaults } from "../run-options.ts";
import { withFunction } from "../with-function.ts";
import type { RunningFunction } from "../with-function.ts";
import { invokeSpec } from "./commands/invoke.ts";
import { functionRunOf } from "./function-run-of.ts";
import type { InspectCommand } from "./inspect-command.ts";
import { exitCodes } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { printable } from "./printable.ts";
import { progressLine } from "./progress-line.ts";
import { usageError } from "./refuse-line.ts";
import { runGuarded } from "./run-guarded.ts";
import { viewOf } from "./view.ts";

type InvokeCommand = InspectCommand<typeof invokeSpec>;

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
    const event = await readEvent({ command, io });
    return withRunning({ command, io }, async (running) => {
      let code: ExitCode = exitCodes.ok;
      for (let time = 0; time < (own.repeat ?? 1) && !io.signal.aborted; time++) {
        const result = await running.function.invoke({ event, clientContext: own["client-context"] });
        await print(result, running, { command, io });
        if (result.functionError !== undefined) code = exitCodes.failed;
      }
      return code;
    });
  });
}

async function withRunning(
  { command, io }: Run,
  use: (running: RunningFunction) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { words, cwd, given, own, quiet } = command;
  const [word = ""] = words;
  const line = viewOf(io.stderr, io, command).live && !quiet ? progressLine(word, io.stderr) : undefined;
  const run = { ...functionRunOf(own, { cwd, io }), inspect: own.inspect };
  return withFunction(
    {
      word,
      cwd,
      given,
      run,
      signal: io.signal,
      onProgress: line && ((progress) => line.show(progress)),
      onLog: (chunk) => io.stderr.write(chunk.toString()),
      onUnpack: () => line?.clear(),
    },
    async (running) => {
      warnOfNode(running, { command, io });
      return use(running);
    },
  );
}

/** Code may run here that does not run there. */
function warnOfNode({ options: { node, runtime } }: RunningFunction, { command, io }: Run): void {
  if (command.quiet || runtime === `nodejs${node.major}.x`) return;
  io.stderr.write(`lambda-pack: Node.js ${node.major} runs this function of ${runtime}; --node takes another one.\n`);
}

/** As the AWS command line does: the payload into the file, or before what is told of the invoke. */
async function print(result: InvokeResult, running: RunningFunction, { command, io }: Run): Promise<void> {
  const { out } = command.own;
  const { functionError, payload } = result;
  if (out === undefined) io.stdout.write(`${payload.toString()}\n`);
  else await writePayload(resolve(command.cwd, out), payload);
  const told = {
    StatusCode: 200,
    ...(functionError === undefined ? {} : { FunctionError: functionError }),
    ExecutedVersion: "$LATEST",
  };
  if (!command.quiet) io.stdout.write(`${JSON.stringify(told, null, 4)}\n`);
  if (functionError !== undefined) explain(payload, running, io);
}

function explain(payload: Buffer, { opened, options, taskRoot }: RunningFunction, io: Io): void {
  const error: ErrorPayload = JSON.parse(payload.toString());
  const text = explainFailure({ payload: error, opened, taskRoot, handler: options.handler });
  const what = `${error.errorType}: ${error.errorMessage.split("\n")[0] ?? ""}`;
  io.stderr.write(`lambda-pack: ${printable([what, ...(text === undefined ? [] : [text])].join(" — "))}\n`);
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

/** A file, JSON itself, or standard input. */
async function readEvent({ command, io }: Run): Promise<Buffer> {
  const { event = "{}" } = command.own;
  if (event !== "-" && faultOf(event) === undefined) return Buffer.from(event);
  const where = event === "-" ? "standard input" : event;
  const text = event === "-" ? await io.readInput() : await readEventFile(resolve(command.cwd, event), event);
  const fault = faultOf(text);
  if (fault === undefined) return Buffer.from(text);
  throw new PackError("EVENT_INVALID", `The event in ${where} is not JSON: ${fault}.`, {
    hint: "Give JSON to --event: a file, the text itself, or - for standard input.",
    details: { where },
  });
}

async function readEventFile(file: string, given: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const meant = /^\s*[{["]/u.test(given) ? `is neither JSON (${faultOf(given) ?? ""}) nor a file` : "cannot be read";
    throw new PackError("EVENT_INVALID", `The event ${given} ${meant}: ${systemReason(cause)}.`, {
      hint: "Give JSON to --event: a file, the text itself, or - for standard input.",
      details: { where: given },
      cause,
    });
  }
}

function jsonFaults(option: string, text: string | undefined): readonly string[] {
  const fault = text === undefined ? undefined : faultOf(text);
  return fault === undefined ? [] : [`${option} takes JSON: ${fault}.`];
}

function faultOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

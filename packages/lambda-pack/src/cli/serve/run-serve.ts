import { isPackError } from "@lambda-pack/model";
import { openInvokeServer } from "@lambda-pack/runtime";
import type { InvokeResult } from "@lambda-pack/runtime";
import { aborted } from "../../run/aborted.ts";
import { environmentFaults } from "../../run/run-options.ts";
import { serveFunction } from "../../run/serve-function.ts";
import type { FunctionRequest } from "../../run/with-function.ts";
import type { ServedFunction } from "../../run/serve-function.ts";
import { serveSpec } from "../commands/serve.ts";
import { printError } from "../runner/expected-error.ts";
import { failureLine } from "../invoke/failure-line.ts";
import { functionRunOf } from "../invoke/function-run-of.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { renderBug } from "../terminal/render-error.ts";
import { announceCode } from "../runner/announce-code.ts";
import { usageError } from "../runner/refuse-command-line.ts";
import { runGuarded } from "../runner/run-guarded.ts";

type ServeCommand = ParsedCommand<typeof serveSpec>;

interface Run {
  readonly command: ServeCommand;
  readonly io: Io;
}

const DEFAULT_PORT = 9001;

/** Serves functions until the user interrupts, which is how it is meant to end. */
export async function runServe(command: ServeCommand, io: Io): Promise<ExitCode> {
  const faults = environmentFaults(command.own.env);
  if (faults.length > 0) return usageError(faults, serveSpec, io);
  return runGuarded({ command, io }, async () => {
    const served = new Map<string, ServedFunction>();
    let code: ExitCode = exitCodes.ok;
    const onUnrecorded = (error: unknown): void => {
      code = exitCodes.failed;
      printFailure(error, { command, io });
    };
    try {
      for (const arg of command.args) {
        const one = await openServed(arg, { command, io, onUnrecorded });
        const { name } = one;
        if (served.has(name)) {
          await one.close();
          return usageError([`Two functions have the name ${name}; serve one of them on another port.`], serveSpec, io);
        }
        served.set(name, one);
      }
      await serve(served, { command, io });
    } finally {
      await Promise.all([...served.values()].map(async (one) => one.close()));
    }
    return code;
  });
}

async function openServed(
  arg: string,
  { command, io, onUnrecorded }: Run & Pick<FunctionRequest, "onUnrecorded">,
): Promise<ServedFunction> {
  const { cwd, given, own, quiet } = command;
  return serveFunction({
    arg,
    cwd,
    given,
    run: { ...functionRunOf(own, { cwd, io }), inspect: undefined },
    signal: io.signal,
    watch: own.watch,
    onProjectCode: command.verbose ? (names) => announceCode(names, io) : undefined,
    onUnpack: () => io.holdSignals(),
    onUnrecorded,
    onLog: (chunk) => writeLog(chunk, io),
    onHandlerFailed: async ({ payload }, running) => {
      const line = await failureLine(payload, running);
      if (!io.signal.aborted) io.stderr.write(line);
    },
    onChanged: (name) => quiet || io.stderr.write(`lambda-pack: ${name} has changed; serving the new version.\n`),
    onFailed: (error) => io.signal.aborted || printFailure(error, { command, io }),
  });
}

/** A function that prints waits until its output has been read. */
function writeLog(chunk: Buffer, { stderr }: Io): Promise<void> | undefined {
  stderr.write(chunk.toString());
  return stderr.drained?.();
}

/** What fails while functions are served ends nothing: the next change may fix it. */
function printFailure(error: unknown, { command, io }: Run): void {
  if (isPackError(error)) printError(error, command, io);
  else io.stderr.write(renderBug(error, io.tool()));
}

async function serve(served: ReadonlyMap<string, ServedFunction>, { command, io }: Run): Promise<void> {
  const { own, quiet } = command;
  const server = await openInvokeServer({
    functions: served,
    port: own.port ?? DEFAULT_PORT,
    onInvoked: (name, result) => {
      if (!quiet && !io.signal.aborted) io.stderr.write(invokedLine(name, result));
    },
    onFailed: (_name, error) => io.signal.aborted || printFailure(error, { command, io }),
  });
  try {
    const names = [...served.keys()].join(", ");
    if (!quiet) io.stdout.write(`Serving ${names} on http://127.0.0.1:${server.port} until Ctrl-C\n`);
    await aborted(io.signal);
  } finally {
    await server.close();
  }
}

function invokedLine(name: string, { functionError, report }: InvokeResult): string {
  return `lambda-pack: ${name} ${functionError === undefined ? "succeeded" : "failed"} after ${report.duration.toFixed(0)} ms\n`;
}

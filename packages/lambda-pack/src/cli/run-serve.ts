import { openInvokeServer } from "@lambda-pack/runtime";
import type { InvokeResult } from "@lambda-pack/runtime";
import { aborted } from "../aborted.ts";
import { environmentFaults, functionNameOf } from "../run-options.ts";
import { serveFunction } from "../serve-function.ts";
import type { ServedFunction } from "../serve-function.ts";
import { serveSpec } from "./commands/serve.ts";
import { expectedError, printError } from "./expected-error.ts";
import { functionRunOf } from "./function-run-of.ts";
import type { InspectCommand } from "./inspect-command.ts";
import { exitCodes } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { usageError } from "./refuse-line.ts";
import { runGuarded } from "./run-guarded.ts";

type ServeCommand = InspectCommand<typeof serveSpec>;

interface Run {
  readonly command: ServeCommand;
  readonly io: Io;
}

const DEFAULT_PORT = 9001;

/** Serves functions until the user interrupts, which is how it is meant to end. */
export async function runServe(command: ServeCommand, io: Io): Promise<ExitCode> {
  const faults = [...environmentFaults(command.own.env), ...nameFaults(command.words)];
  if (faults.length > 0) return usageError(faults, serveSpec, io);
  return runGuarded({ command, io }, async () => {
    const served = new Map<string, ServedFunction>();
    try {
      for (const word of command.words) {
        const one = await openServed(word, { command, io });
        served.set(one.name, one);
      }
      await serve(served, { command, io });
    } finally {
      await Promise.all([...served.values()].map(async (one) => one.close()));
    }
    return exitCodes.ok;
  });
}

async function openServed(word: string, { command, io }: Run): Promise<ServedFunction> {
  const { cwd, given, own, quiet } = command;
  return serveFunction({
    word,
    cwd,
    given,
    run: { ...functionRunOf(own, { cwd, io }), inspect: undefined },
    signal: io.signal,
    watch: own.watch,
    onLog: (chunk) => io.stderr.write(chunk.toString()),
    onChanged: (name) => quiet || io.stderr.write(`lambda-pack: ${name} has changed and is served anew.\n`),
    onFailed: (error) => printError(expectedError(error, io), command, io),
  });
}

async function serve(served: ReadonlyMap<string, ServedFunction>, { command, io }: Run): Promise<void> {
  const { own, quiet } = command;
  const server = await openInvokeServer({
    functions: served,
    port: own.port ?? DEFAULT_PORT,
    onInvoked: (name, result) => quiet || io.stderr.write(invokedLine(name, result)),
    onFailed: (_name, error) => printError(expectedError(error, io), command, io),
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
  return `lambda-pack: ${name} ${functionError === undefined ? "answered" : "failed"} after ${report.duration.toFixed(0)} ms\n`;
}

function nameFaults(words: readonly string[]): readonly string[] {
  const names = words.map(functionNameOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? [] : [`Two functions would be called ${twice}; serve one of them at another port.`];
}

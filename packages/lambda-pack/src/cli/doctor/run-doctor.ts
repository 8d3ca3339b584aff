import { diagnose } from "../../doctor/diagnose.ts";
import type { doctorSpec } from "../commands/doctor.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { renderDoctor } from "./render-doctor.ts";
import { leftSandboxes } from "../../run/left-sandboxes.ts";
import { viewOf } from "../terminal/view.ts";

/** Prints the diagnosis; fails where a problem keeps every package from being packed. */
export async function runDoctor(command: ParsedCommand<typeof doctorSpec>, io: Io): Promise<ExitCode> {
  const diagnosis = await diagnose({
    cwd: command.cwd,
    tool: io.tool(),
    host: io.host(),
    leftSandboxes: await leftSandboxes(),
  });
  const text = command.json
    ? `${JSON.stringify(diagnosis, null, 2)}\n`
    : renderDoctor(diagnosis, viewOf(io.stdout, io, command));
  io.stdout.write(text);
  return diagnosis.problems.some(({ severity }) => severity === "error") ? exitCodes.failed : exitCodes.ok;
}

import type { reportSpec } from "./commands/report.ts";
import type { InspectCommand } from "./inspect-command.ts";
import type { ExitCode, Io } from "./io.ts";

export async function runReport({ name }: InspectCommand<typeof reportSpec>, _io: Io): Promise<ExitCode> {
  throw new Error(`${name} is not there yet`);
}

import type { checkSpec } from "./commands/check.ts";
import type { InspectCommand } from "./inspect-command.ts";
import type { ExitCode, Io } from "./io.ts";

export async function runCheck({ name }: InspectCommand<typeof checkSpec>, _io: Io): Promise<ExitCode> {
  throw new Error(`${name} is not there yet`);
}

import type { diffSpec } from "./commands/diff.ts";
import type { InspectCommand } from "./inspect-command.ts";
import type { ExitCode, Io } from "./io.ts";

export async function runDiff({ name }: InspectCommand<typeof diffSpec>, _io: Io): Promise<ExitCode> {
  throw new Error(`${name} is not there yet`);
}

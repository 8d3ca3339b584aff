import type { listSpec } from "./commands/list.ts";
import type { InspectCommand } from "./inspect-command.ts";
import type { ExitCode, Io } from "./io.ts";

export async function runList({ name }: InspectCommand<typeof listSpec>, _io: Io): Promise<ExitCode> {
  throw new Error(`${name} is not there yet`);
}

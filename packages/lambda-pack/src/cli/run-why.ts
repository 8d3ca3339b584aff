import type { whySpec } from "./commands/why.ts";
import type { InspectCommand } from "./inspect-command.ts";
import type { ExitCode, Io } from "./io.ts";

export async function runWhy({ name }: InspectCommand<typeof whySpec>, _io: Io): Promise<ExitCode> {
  throw new Error(`${name} is not there yet`);
}

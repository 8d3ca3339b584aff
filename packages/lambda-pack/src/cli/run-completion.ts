import type { completionSpec } from "./commands/completion.ts";
import type { InspectCommand } from "./inspect-command.ts";
import type { ExitCode, Io } from "./io.ts";

export async function runCompletion({ name }: InspectCommand<typeof completionSpec>, _io: Io): Promise<ExitCode> {
  throw new Error(`${name} is not there yet`);
}

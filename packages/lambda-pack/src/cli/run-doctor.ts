import type { doctorSpec } from "./commands/doctor.ts";
import type { InspectCommand } from "./inspect-command.ts";
import type { ExitCode, Io } from "./io.ts";

export async function runDoctor({ name }: InspectCommand<typeof doctorSpec>, _io: Io): Promise<ExitCode> {
  throw new Error(`${name} is not there yet`);
}

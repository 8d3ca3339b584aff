import type { CommandResult } from "../harness/run-command.ts";

/** A Node.js that runs the built command as it would run on some machine. */
export interface Machine {
  /** Runs Node.js with these arguments. Never rejects for its exit code. */
  readonly node: (args: readonly string[], options: MachineOptions) => Promise<CommandResult>;
}

export interface MachineOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

import { resolve } from "node:path";
import type { RunOptions } from "../../run/run-options.ts";
import type { OptionValues } from "../spec/command-spec.ts";
import type { functionRunOptions } from "../spec/function-run-options.ts";
import type { Io } from "../io.ts";

export interface RunPlace {
  /** Absolute. */
  readonly cwd: string;
  readonly io: Pick<Io, "credentials">;
}

/** How the command line says that a function is to be run. */
export function functionRunOf(
  own: Omit<OptionValues<typeof functionRunOptions>, "handler">,
  { cwd, io }: RunPlace,
): Omit<RunOptions, "inspect"> {
  return {
    cwd,
    env: own.env,
    envFile: own["env-file"],
    timeout: own.timeout,
    memory: own.memory,
    node: own.node,
    record: own.record === undefined ? undefined : resolve(cwd, own.record),
    credentials: own["pass-credentials"] ? io.credentials : {},
  };
}

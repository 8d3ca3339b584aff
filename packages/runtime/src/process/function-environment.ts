import { delimiter, join } from "node:path";
import type { FunctionOptions } from "../function-options.ts";

export interface EnvironmentPlace {
  readonly taskRoot: string;
  /** The process's own `/tmp`. */
  readonly temporary: string;
  /** `host:port/secret` of its Runtime API. */
  readonly api: string;
  readonly logStream: string;
}

/**
 * The environment of a function's process: Lambda's own variables (Lambda Developer Guide, "Defined runtime environment
 * variables") and those that were given; nothing of the caller's. Two differ from Lambda: TMPDIR stands for `/tmp`, and HOME is a
 * directory that is not there, so that nothing is written into the caller's.
 */
export function functionEnvironment(
  options: FunctionOptions,
  place: EnvironmentPlace,
): Readonly<Record<string, string>> {
  const { name, handler, runtime, memory, env } = options;
  const { taskRoot, temporary, api, logStream } = place;
  return {
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: ["/usr/local/bin", "/usr/bin", "/bin", "/opt/bin"].join(delimiter),
    LD_LIBRARY_PATH: [taskRoot, join(taskRoot, "lib")].join(delimiter),
    HOME: join(temporary, "home"),
    TMPDIR: temporary,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: env["AWS_REGION"] ?? "us-east-1",
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    ...env,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${memory}`,
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_RUNTIME_API: api,
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    _HANDLER: handler,
  };
}

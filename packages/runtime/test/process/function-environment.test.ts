import { expect, test } from "vitest";
import { functionEnvironment } from "../../src/process/function-environment.ts";
import type { FunctionOptions } from "../../src/function-options.ts";

const tide: FunctionOptions = {
  name: "tide",
  handler: "index.handler",
  runtime: "nodejs22.x",
  memory: 256,
  timeout: 3,
  env: {},
  node: { path: "/usr/bin/node", major: 22 },
};
const place = { taskRoot: "/sandbox/task", temporary: "/sandbox/tmp", api: "127.0.0.1:9001", logStream: "harbour" };

const environment = (env: Readonly<Record<string, string>> = {}) => functionEnvironment({ ...tide, env }, place);

test("a function has exactly Lambda's variables", () => {
  expect(environment()).toEqual({
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
    AWS_LAMBDA_FUNCTION_NAME: "tide",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/tide",
    AWS_LAMBDA_LOG_STREAM_NAME: "harbour",
    AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
    AWS_REGION: "us-east-1",
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
    HOME: "/sandbox/tmp/home",
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    LAMBDA_TASK_ROOT: "/sandbox/task",
    LANG: "en_US.UTF-8",
    LD_LIBRARY_PATH: "/sandbox/task:/sandbox/task/lib",
    PATH: "/usr/local/bin:/usr/bin:/bin:/opt/bin",
    TMPDIR: "/sandbox/tmp",
    TZ: ":UTC",
    _HANDLER: "index.handler",
  });
});

test("no module is found but through the bundle, and no option of Node.js is set, unless they are given", () => {
  expect(environment()).not.toHaveProperty("NODE_PATH");
  expect(environment()).not.toHaveProperty("NODE_OPTIONS");
  expect(environment({ NODE_OPTIONS: "--enable-source-maps" })).toHaveProperty("NODE_OPTIONS", "--enable-source-maps");
});

test("variables that are given come with Lambda's own", () => {
  expect(environment({ TABLE: "tides", PATH: "/opt/bin", TZ: "Europe/Berlin" })).toMatchObject({
    TABLE: "tides",
    PATH: "/opt/bin",
    TZ: "Europe/Berlin",
    LANG: "en_US.UTF-8",
  });
});

test("a region that is given is the default region too", () => {
  expect(environment({ AWS_REGION: "eu-central-1" })).toMatchObject({
    AWS_REGION: "eu-central-1",
    AWS_DEFAULT_REGION: "eu-central-1",
  });
});

test.each(["_HANDLER", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME"])(
  "%s is the runtime's, whatever is given",
  (name) => {
    expect(environment({ [name]: "other" })).toEqual(environment());
  },
);

import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { InvokeCommand, InvokeWithResponseStreamCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { haveEnded } from "@lambda-pack/test-support/processes/is-running";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { buildCommand } from "./harness/build-command.ts";
import { observatory, telescopeAnswer } from "./harness/observatory.ts";
import { runBin } from "./harness/run-command.ts";

const timeout = 60_000;

/** The real command, until the test ends. */
async function serve(cwd: string, ...words: readonly string[]) {
  const temporary = temporaryDirectory();
  const argv = [await buildCommand(), "serve", ...words, "--port", "0", "--handler", "main.lambdaHandler"];
  const env = { ...plainEnvironment(), TMPDIR: temporary };
  const running = execa(process.execPath, argv, { cwd, extendEnv: false, env, reject: false });
  onTestFinished(() => void running.kill("SIGKILL"));
  const output = { out: "", err: "" };
  running.stdout.on("data", (chunk: Buffer) => (output.out += chunk.toString()));
  running.stderr.on("data", (chunk: Buffer) => (output.err += chunk.toString()));
  await expect.poll(() => output.out + output.err, { timeout: 20_000 }).toMatch(/until Ctrl-C|lambda-pack: /u);
  const endpoint = /http:\/\/127\.0\.0\.1:\d+/u.exec(output.out)?.[0] ?? "";
  const credentials = { accessKeyId: "none", secretAccessKey: "none" };
  const client = new LambdaClient({ endpoint, region: "us-east-1", credentials });
  onTestFinished(() => client.destroy());
  return {
    running,
    temporary,
    output,
    endpoint,
    client,
    ask: async (FunctionName = "telescope"): Promise<unknown> => {
      const { Payload } = await client.send(new InvokeCommand({ FunctionName }));
      return JSON.parse(Payload?.transformToString() ?? "");
    },
  };
}

test(
  "AWS's client gets from a package and from its zip what the handler gives in the monorepo",
  async () => {
    const root = await observatory();
    const packed = await runBin(["telescope", "--no-stage", "--out", "glass.zip", "--quiet"], { cwd: root });
    expect(packed).toMatchObject({ exitCode: 0, stderr: "" });
    const { ask, client } = await serve(root, "telescope", "glass.zip");
    expect(await Promise.all([ask(), ask("glass"), ask()])).toEqual([
      telescopeAnswer,
      telescopeAnswer,
      telescopeAnswer,
    ]);
    const { EventStream } = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: "glass" }));
    const chunks: Uint8Array[] = [];
    for await (const { PayloadChunk } of EventStream ?? []) chunks.push(PayloadChunk?.Payload ?? new Uint8Array());
    expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual(telescopeAnswer);
  },
  timeout,
);

const holding = `
const { spawn } = require("node:child_process");
exports.lambdaHandler = async ({ hold }) => {
  const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
  console.log("pids", process.pid, child.pid, "end");
  if (hold) await new Promise(() => setInterval(() => {}, 1000));
};
`;

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends it at once, with what is under way, and leaves no process and no file",
  async (signal) => {
    const root = await observatory({ "packages/telescope/main.js": holding });
    const { running, temporary, output, client } = await serve(root, "telescope", "--timeout", "60", "--watch");
    const invoke = async (event: object) =>
      client.send(new InvokeCommand({ FunctionName: "telescope", Payload: JSON.stringify(event) }));
    await invoke({});
    const held = invoke({ hold: true }).catch((error: unknown) => error);
    await expect.poll(() => pidsIn(output.err).length, { timeout: 10_000 }).toBe(4);
    const begun = Date.now();
    running.kill(signal);
    client.destroy();
    const { exitCode } = await running;
    expect(exitCode).toBe(0);
    expect(Date.now() - begun).toBeLessThan(5000);
    expect(await held).toBeInstanceOf(Error);
    expect(await haveEnded(pidsIn(output.err))).toBe(true);
    expect(await readdir(temporary)).toEqual([]);
    expect(output.err).not.toContain("lambda-pack: This is a bug");
  },
  timeout,
);

function pidsIn(log: string): readonly number[] {
  return [...log.matchAll(/pids (\d+) (\d+) end/gu)].flatMap(([, parent, child]) => [Number(parent), Number(child)]);
}

test(
  "a port in use ends it with 1 and one line, and leaves nothing",
  async () => {
    const root = await observatory();
    const { endpoint } = await serve(root, "telescope");
    const temporary = temporaryDirectory();
    const argv = ["serve", "telescope", "--port", new URL(endpoint).port];
    const second = await runBin(argv, { cwd: root, env: { TMPDIR: temporary } });
    expect(second).toMatchObject({ exitCode: 1, stdout: "" });
    expect(second.stderr).toMatch(/^lambda-pack: Port \d+ of 127\.0\.0\.1 cannot be used: .*$/u);
    expect(await readdir(temporary)).toEqual([]);
  },
  timeout,
);

test(
  "with --watch the next invoke gets what was written last, of a sibling too",
  async () => {
    const root = await observatory();
    const { ask, output } = await serve(root, "telescope", "--watch");
    expect(await ask()).toEqual(telescopeAnswer);
    const lens = path.join(root, "packages/lens/index.js");
    await writeFile(lens, (await readFile(lens, "utf8")).replace('require("./package.json").version', '"9.9.9"'));
    await expect
      .poll(() => output.err, { timeout: 10_000 })
      .toContain("telescope has changed; serving the new version.");
    expect(await ask()).toEqual({ ...telescopeAnswer, lens: "9.9.9" });
  },
  timeout,
);

// On many machines, and not on CI; @aws-sdk/client-lambda sends the same.
test.runIf(hasProgram("aws"))(
  "the command line of AWS is content",
  async () => {
    const root = await observatory();
    const { endpoint } = await serve(root, "telescope");
    const keys = { AWS_ACCESS_KEY_ID: "none", AWS_SECRET_ACCESS_KEY: "none", AWS_DEFAULT_REGION: "us-east-1" };
    const words = ["lambda", "invoke", "--function-name", "telescope", "--endpoint-url", endpoint];
    const { stdout } = await execa("aws", [...words, "--log-type", "Tail", "out.json"], { cwd: root, env: keys });
    expect(JSON.parse(stdout)).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      LogResult: expect.any(String),
    });
    expect(JSON.parse(await readFile(path.join(root, "out.json"), "utf8"))).toEqual(telescopeAnswer);
  },
  timeout,
);

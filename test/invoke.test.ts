import { existsSync, statSync } from "node:fs";
import { chmod, mkdir, readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { listDirectory } from "@lambda-pack/test-support/disk/list-directory";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { untilChildAppears } from "@lambda-pack/test-support/disk/until-child-appears";
import { haveEnded } from "@lambda-pack/test-support/processes/is-running";
import { execa } from "execa";
import { describe, expect, test, vi } from "vitest";
import { buildCommand } from "./harness/build-command.ts";
import { attachDebugger } from "./harness/debugger-client.ts";
import { observatory, telescopeAnswer } from "./harness/observatory.ts";
import { runBin } from "./harness/run-command.ts";
import { startBin } from "./harness/start-bin.ts";
import type { StartedCommand } from "./harness/start-bin.ts";

vi.setConfig({ testTimeout: 90_000 });

const invoke = ["invoke", "telescope", "--handler", "main.lambdaHandler", "--quiet"];

/** The observatory, with a telescope of that code. */
async function telescope(code: string): Promise<string> {
  return observatory({ "packages/telescope/main.js": code });
}

/** Runs it with a temporary directory and a home of its own, which show what is left. */
async function start(cwd: string, ...words: readonly string[]) {
  const place = temporaryDirectory();
  const [TMPDIR, HOME] = [path.join(place, "tmp"), path.join(place, "home")];
  await Promise.all([mkdir(TMPDIR), mkdir(HOME)]);
  const command = await startBin([...invoke, ...words], { cwd, env: { TMPDIR, HOME } });
  return { command, TMPDIR, left: async () => [...(await readdir(TMPDIR)), ...(await readdir(HOME))] };
}

/** The process that the function runs in, which prints its number. */
async function functionPid({ said }: StartedCommand): Promise<number> {
  return Number((await said(/pid (\d+)/u))[1]);
}

test("a function runs out of its bundle, and writes nothing but what is asked for", async () => {
  const cwd = await observatory();
  const before = await listDirectory(cwd, "");
  const { command, left } = await start(cwd, "--out", path.join(temporaryDirectory(), "answer.json"));
  expect(await command.ended).toBe(0);
  expect(await listDirectory(cwd, "")).toEqual(before);
  expect(await left()).toEqual([]);
});

test("the payload alone goes to standard output", async () => {
  const { command } = await start(await observatory());
  expect(await command.ended).toBe(0);
  expect(JSON.parse(command.stdout())).toEqual(telescopeAnswer);
  expect(command.stderr()).toMatch(/^START RequestId: /u);
});

describe("who interrupts leaves no process and no temporary directory", () => {
  const idle = "new Promise(() => setInterval(() => {}, 1000))";
  test.each<[when: string, code: string, words: readonly string[]]>([
    ["is loaded", "console.log('pid', process.pid); for (;;);", []],
    ["is invoked", `exports.lambdaHandler = () => { console.log('pid', process.pid); return ${idle}; };`, []],
    [
      "blocks and heeds no signal",
      "process.on('SIGTERM', () => {}); exports.lambdaHandler = () => { console.log('pid', process.pid); for (;;); };",
      ["--timeout", "900"],
    ],
  ])("while the function %s", async (_when, code, words) => {
    const { command, left } = await start(await telescope(code), ...words);
    const pid = await functionPid(command);
    command.child.kill("SIGINT");
    expect(await command.ended).toBe(130);
    expect(await haveEnded([pid])).toBe(true);
    expect(await left()).toEqual([]);
  });

  test("while it is unpacked", async () => {
    const { command, left, TMPDIR } = await start(await observatory());
    await untilChildAppears(TMPDIR, /^lambda-pack-/u);
    command.child.kill("SIGTERM");
    expect(await command.ended).toBe(143);
    expect(await left()).toEqual([]);
  });

  test("while it waits for a debugger", async () => {
    const { command, left } = await start(await observatory(), `--inspect=${await freePort()}`);
    await command.said(/Debugger listening/u);
    command.child.kill("SIGINT");
    expect(await command.ended).toBe(130);
    expect(await left()).toEqual([]);
  });

  test("twice, without waiting", async () => {
    const code = `exports.lambdaHandler = () => { console.log('pid', process.pid); return ${idle}; };`;
    const { command, left } = await start(await telescope(code));
    const pid = await functionPid(command);
    command.child.kill("SIGINT");
    command.child.kill("SIGTERM");
    await command.ended;
    expect(await haveEnded([pid])).toBe(true);
    expect(await left()).toEqual([]);
  });
});

test.each([
  ["waits", "new Promise(() => setInterval(() => {}, 1000))"],
  ["is in an endless loop", "{ for (;;); }"],
])("a function that %s ends soon when lambda-pack is killed", async (_what, body) => {
  const code = `exports.lambdaHandler = () => { console.log('pid', process.pid); ${body.startsWith("{") ? body : `return ${body}`} };`;
  const { command } = await start(await telescope(code), "--timeout", "900");
  const pid = await functionPid(command);
  command.child.kill("SIGKILL");
  expect(await command.ended).toBe(null);
  expect(await haveEnded([pid])).toBe(true);
});

test("a debugger stops at a breakpoint in the package's own source, whose place is printed", async () => {
  const cwd = await telescope(
    "exports.lambdaHandler = async (event) => {\n  const seen = event.star;\n  return seen;\n};\n",
  );
  const port = await freePort();
  const { command, TMPDIR } = await start(cwd, `--inspect=${port}`, "--event", '{"star":"Vega"}');
  const remote = path.join(TMPDIR, `lambda-pack-inspect-${port}`, "task");
  const client = await attachDebugger(port);
  await client.send("Runtime.enable");
  await client.send("Debugger.enable");
  await client.send("Debugger.setBreakpointByUrl", { url: `file://${remote}/main.js`, lineNumber: 2 });
  const stopped = client.next("Debugger.paused");
  await client.send("Runtime.runIfWaitingForDebugger");
  await stopped;
  const hit = client.next("Debugger.paused");
  await client.send("Debugger.resume");
  const { hitBreakpoints, callFrames }: { hitBreakpoints: unknown[]; callFrames: { callFrameId: string }[] } =
    JSON.parse(JSON.stringify(await hit));
  expect(hitBreakpoints).toHaveLength(1);
  const [{ callFrameId } = { callFrameId: "" }] = callFrames;
  expect(await client.send("Debugger.evaluateOnCallFrame", { callFrameId, expression: "seen" })).toMatchObject({
    result: { value: "Vega" },
  });
  await client.send("Debugger.resume");
  expect(await command.ended).toBe(0);
  expect(command.stdout()).toBe('"Vega"\n');
});

test("what to write into a debugger's settings is printed", async () => {
  const cwd = await observatory();
  const port = await freePort();
  const command = await startBin(["invoke", "telescope", `--inspect=${port}`], { cwd });
  const [text] = await command.said(/lambda-pack: Attach .*\n/u);
  expect(text).toMatch(
    `lambda-pack: Attach a debugger to 127.0.0.1:${port}; set its "localRoot" to ${cwd}/packages/telescope and its "remoteRoot" to `,
  );
  expect(text).toMatch(`/lambda-pack-inspect-${port}/task.\n`);
  command.child.kill("SIGINT");
  expect(await command.ended).toBe(130);
});

test("a taken port is reported with what to do", async () => {
  const server = createServer();
  const port = await listen(server);
  const { command } = await start(await observatory(), `--inspect=${port}`);
  expect(await command.ended).toBe(1);
  expect(command.stderr()).toMatch(
    /^lambda-pack: A debugger cannot use port \d+ of 127\.0\.0\.1: another program listens there\. /u,
  );
  server.close();
});

test.runIf(process.platform === "linux")(
  "a flood of output that nobody reads takes no memory of ours, and ends with the timeout",
  async () => {
    const cwd = await telescope(
      "exports.lambdaHandler = async () => { const line = 'x'.repeat(1 << 16); for (;;) { console.log(line); await null; } };",
    );
    const { command } = await start(cwd, "--timeout", "3", "--memory", "512");
    await command.said(/xxx/u);
    command.child.stderr?.pause();
    await setTimeout(2500);
    const status = await readFile(`/proc/${command.child.pid ?? 0}/status`, "utf8");
    const megabytes = Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1]) / 1024;
    expect(megabytes).toBeLessThan(110);
    await setTimeout(1000);
    command.child.stderr?.resume();
    expect(await command.ended).toBe(1);
    expect(command.stdout()).toContain("Sandbox.Timedout");
  },
);

test("a disk that takes no more is reported, and nothing is left", async () => {
  const cwd = await observatory({ "packages/telescope/stars.txt": "Vega ".repeat(100_000) });
  const TMPDIR = temporaryDirectory();
  // Files of more than 64 blocks of 512 bytes fail as they do where there is no room for them.
  const limited = "trap '' XFSZ; ulimit -f 64; exec \"$@\"";
  const argv = ["-c", limited, "sh", process.execPath, await buildCommand(), ...invoke];
  const { exitCode, stdout, stderr } = await execa("/bin/sh", argv, { cwd, env: { TMPDIR }, reject: false });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(
    /^lambda-pack: telescope could not be unpacked into .*\. Free some space there, or set TMPDIR /u,
  );
  expect(await readdir(TMPDIR)).toEqual([]);
});

test.runIf(process.geteuid?.() !== 0 || isOpenToAll(import.meta.dirname))(
  "to whoever is not root, the task root is read-only, and is removed all the same",
  async () => {
    const cwd = await telescope(
      `const { writeFileSync } = require("node:fs");
     exports.lambdaHandler = async () => ["main.js", "new.js", "node_modules/new.js"].map((file) => {
       try { writeFileSync(file, ""); return "written"; } catch (error) { return error.code; }
     }).concat(__dirname);`,
    );
    const TMPDIR = temporaryDirectory();
    const built = path.join(await buildCommand(), "..", "..");
    await Promise.all([chmod(cwd, 0o755), chmod(built, 0o755), chmod(TMPDIR, 0o777)]);
    const nobody = 65_534;
    const user = process.geteuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    const { stdout, stderr } = await runBin(invoke, { cwd, env: { TMPDIR }, ...user });
    expect(stderr).toContain("END RequestId");
    const [one, other, third, dir]: string[] = JSON.parse(stdout);
    expect([one, other, third]).toEqual(["EACCES", "EACCES", "EACCES"]);
    expect(existsSync(dir ?? "")).toBe(false);
    expect(await readdir(TMPDIR)).toEqual([]);
  },
);

/** Whether everybody may pass through to a directory. */
function isOpenToAll(directory: string): boolean {
  const above = path.dirname(directory);
  return (statSync(directory).mode & 0o001) !== 0 && (above === directory || isOpenToAll(above));
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

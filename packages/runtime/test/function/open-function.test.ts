import { existsSync } from "node:fs";
import { haveEnded, isRunning } from "@lambda-pack/test-support/processes/is-running";
import { expect, test } from "vitest";
import { openTestFunction } from "../open-test-function.ts";

test("a handler gets the event, and what it gives is the payload", async () => {
  const robot = await openTestFunction("exports.handler = async (event) => ({ greeting: `hello ${event.name}` });");
  expect(await robot.ask({ name: "Ada" })).toMatchObject({ payload: { greeting: "hello Ada" }, failed: false });
});

test("the log of an invoke begins with START and ends with END and REPORT", async () => {
  const robot = await openTestFunction("exports.handler = async () => void console.log('beep');");
  const { log } = await robot.ask();
  expect(log).toMatch(
    /^START RequestId: (\S+) Version: \$LATEST\n\S+\t\1\tINFO\tbeep\nEND RequestId: \1\nREPORT RequestId: \1\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 512 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\n$/u,
  );
  expect((await robot.ask()).log).not.toContain("Init Duration");
});

test("a warm process is used again", async () => {
  const robot = await openTestFunction("let count = 0; exports.handler = async () => [++count, process.pid];");
  const first = await robot.ask<[number, number]>();
  const second = await robot.ask();
  expect(first.payload[0]).toBe(1);
  expect(second.payload).toEqual([2, first.payload[1]]);
});

test("a process that ends after it has answered is not used again", async () => {
  const robot = await openTestFunction(
    "exports.handler = async () => { setTimeout(() => process.exit(3), 20); return process.pid; };",
    { runtime: "nodejs24.x" },
  );
  const first = await robot.ask<number>();
  expect(await haveEnded([first.payload])).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await robot.ask()).toMatchObject({ failed: false });
});

test("a handler that never ends is stopped at its timeout, in an endless loop too", async () => {
  const robot = await openTestFunction(
    "process.on('SIGTERM', () => {}); exports.handler = async () => { console.log(process.pid); for (;;); };",
    { timeout: 0.3 },
  );
  const { payload, failed, log } = await robot.ask();
  expect({ failed, type: payload.errorType }).toEqual({ failed: true, type: "Sandbox.Timedout" });
  expect(payload.errorMessage).toMatch(/^RequestId: \S+ Error: Task timed out after 0\.30 seconds$/u);
  const pid = Number(/INFO\t(\d+)/u.exec(log)?.[1]);
  expect(await haveEnded([pid])).toBe(true);
});

test.each([
  ["exits with a status", "process.exit(7)", "Runtime exited with error: exit status 7"],
  ["exits without one", "process.exit()", "Runtime exited without providing a reason"],
  ["is killed", "process.kill(process.pid, 'SIGKILL')", "Runtime exited with error: signal: killed"],
  ["aborts", "process.abort()", "Runtime exited with error: signal: aborted (core dumped)"],
])("a handler that %s", async (_what, act, reason) => {
  const robot = await openTestFunction(`exports.handler = async (event) => { if (event.end) ${act}; return "well"; };`);
  const { payload, failed } = await robot.ask({ end: true });
  expect({ failed, ...payload }).toEqual({
    failed: true,
    errorType: "Runtime.ExitError",
    errorMessage: expect.stringMatching(/^RequestId: \S+ Error: /u),
  });
  expect(payload.errorMessage).toContain(reason);
  expect((await robot.ask()).payload).toBe("well");
});

test("a handler that takes more memory than the function has is ended for that", async () => {
  const robot = await openTestFunction(
    `const kept = [];
     exports.handler = async () => {
       for (;;) { kept.push(Buffer.alloc(8 << 20, 1)); await new Promise((resolve) => setTimeout(resolve, 2)); }
     };`,
    { memory: 128 },
  );
  const { payload, log } = await robot.ask();
  expect(payload.errorType).toBe("Runtime.OutOfMemory");
  expect(log).toContain("Memory Size: 128 MB\tMax Memory Used: 128 MB");
});

test("what a handler leaves behind is ended with it, detached or not", async () => {
  const robot = await openTestFunction(
    `const { spawn } = require("node:child_process");
     exports.handler = async () => {
       const near = spawn("sleep", ["60"], { stdio: "ignore" });
       const far = spawn("sleep", ["60"], { detached: true });
       far.unref();
       return [process.pid, near.pid, far.pid];
     };`,
    { runtime: "nodejs24.x" },
  );
  const { payload } = await robot.ask<number[]>();
  expect(payload.map(isRunning)).toEqual([true, true, true]);
  await robot.close();
  expect(await haveEnded(payload)).toBe(true);
});

test("a child that holds the pipes of a process that has ended keeps nobody waiting", async () => {
  const robot = await openTestFunction(
    `const { spawn } = require("node:child_process");
     exports.handler = async () => { spawn("sleep", ["60"], { detached: true, stdio: "inherit" }); process.exit(1); };`,
    { timeout: 20 },
  );
  const begun = Date.now();
  expect((await robot.ask()).payload.errorType).toBe("Runtime.ExitError");
  expect(Date.now() - begun).toBeLessThan(5000);
});

test("of a flood of output the end is kept, and all of it is passed on, without characters in pieces", async () => {
  const robot = await openTestFunction(
    `exports.handler = async () => {
       for (let line = 0; line < 300; line++) process.stdout.write("ü€𝄞".repeat(3000) + "\\n");
     };`,
  );
  const { log, failed } = await robot.ask();
  expect(failed).toBe(false);
  expect(Buffer.byteLength(log)).toBeLessThan(65 * 1024);
  expect(log).toMatch(/END RequestId: .*\nREPORT .*\n$/u);
  expect(robot.log().split("\n")).toContain("ü€𝄞".repeat(3000));
  expect(robot.log()).not.toContain("\ufffd");
  expect(robot.log().match(/𝄞\n/gu)).toHaveLength(300);
});

test("a handler that opens files until there are no more fails alone", async () => {
  const robot = await openTestFunction(
    `const { openSync, closeSync } = require("node:fs");
     exports.handler = async () => {
       const open = [];
       try { for (;;) open.push(openSync(__filename)); } catch (error) { for (const file of open) closeSync(file); return error.code; }
     };`,
    { timeout: 30 },
  );
  expect((await robot.ask()).payload).toBe("EMFILE");
});

test("a function that is closed while it is invoked ends at once", async () => {
  const robot = await openTestFunction("exports.handler = () => new Promise(() => setInterval(() => {}, 1000));");
  const asked = robot.ask();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await robot.close();
  expect((await asked).payload.errorType).toBe("Runtime.ExitError");
});

test("a function that is closed while its process is being started leaves none", async () => {
  const robot = await openTestFunction("console.log(process.pid); exports.handler = async () => 1;");
  const asked = robot.ask().catch((error: unknown) => error);
  await robot.close();
  expect(await asked).toMatchObject({ code: "INTERRUPTED" });
  await expect(robot.ask()).rejects.toMatchObject({ code: "INTERRUPTED" });
  expect(robot.log()).toBe("");
});

test("a response that streams is cut off at the timeout, and when its process ends", async () => {
  const slow = await openTestFunction(streams(""), { timeout: 0.5 });
  expect((await slow.ask()).payload.errorType).toBe("Sandbox.Timedout");
  const brief = await openTestFunction(streams("process.exit(4)"));
  expect((await brief.ask()).payload.errorMessage).toContain("exit status 4");
});

test("the temporary directory of each process is its own and empty, and the home is not there", async () => {
  const robot = await openTestFunction(
    `const fs = require("node:fs"), os = require("node:os");
     exports.handler = async () => {
       const found = fs.readdirSync(os.tmpdir());
       fs.writeFileSync(os.tmpdir() + "/mark", "");
       await new Promise((resolve) => setTimeout(resolve, 300));
       return [os.tmpdir(), found, os.homedir(), process.cwd()];
     };`,
  );
  type Found = [temporary: string, files: string[], home: string, cwd: string];
  const [one, other] = await Promise.all([robot.ask<Found>(), robot.ask<Found>()]);
  expect(one.payload[0]).not.toBe(other.payload[0]);
  for (const { payload } of [one, other]) {
    expect(payload[1]).toEqual([]);
    expect(existsSync(payload[2])).toBe(false);
    expect(payload[3]).toBe(robot.sandbox.taskRoot);
  }
});

function streams(act: string): string {
  return `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
    stream.write("begun");
    await new Promise((resolve) => setTimeout(resolve, 100));
    ${act};
    await new Promise(() => setInterval(() => {}, 1000));
  });`;
}

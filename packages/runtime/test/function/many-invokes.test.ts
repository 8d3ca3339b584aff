import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { haveEnded } from "@lambda-pack/test-support/processes/is-running";
import { expect, test } from "vitest";
import { openTestFunction } from "../open-test-function.ts";

/** What this process has open, where the system tells. */
function openFiles(): number {
  return process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
}

test("a hundred invokes at once are all answered, and leave nothing open", { timeout: 120_000 }, async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => warnings.push(warning);
  process.on("warning", warn);
  const before = { files: openFiles(), timers: timers(), exits: process.listenerCount("exit") };
  const robot = await openTestFunction("exports.handler = async (event) => [event.number, process.pid];", {
    timeout: 60,
    memory: 256,
  });
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, number) => robot.ask<[number, number]>({ number })),
  );
  expect(answers.map(({ payload }) => payload[0])).toEqual(Array.from({ length: 100 }, (_, number) => number));
  const pids = [...new Set(answers.map(({ payload }) => payload[1]))];
  // Short invokes share what has been started, instead of a hundred processes.
  expect(pids.length).toBeLessThan(20 * availableParallelism());
  await robot.close();
  expect(await haveEnded(pids)).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(openFiles()).toBe(before.files);
  expect(timers()).toBeLessThanOrEqual(before.timers);
  // That of the sandbox is there until the test has finished.
  expect(process.listenerCount("exit")).toBe(before.exits + 1);
  process.off("warning", warn);
  expect(warnings).toEqual([]);
});

test("a process that is used for long holds on to no event that is over", async () => {
  const robot = await openTestFunction("exports.handler = async () => 1;", { timeout: 60 });
  const event = "x".repeat(1 << 20);
  await robot.ask(event);
  const before = buffers();
  for (let time = 0; time < 40; time++) await robot.ask(event);
  expect(buffers() - before).toBeLessThan(10 << 20);
});

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

/** Bytes in buffers that something holds on to. */
function buffers(): number {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  return process.memoryUsage().arrayBuffers;
}

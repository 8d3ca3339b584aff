import { expect, test } from "vitest";
import { endedPayload, timeoutPayload } from "../../src/function/outcome.ts";
import type { ProcessEnd } from "../../src/process/runtime-process.ts";

const ends: readonly (readonly [string, ProcessEnd, string])[] = [
  ["exits with 1", { code: 1, signal: null, outOfMemory: false }, "Runtime exited with error: exit status 1"],
  ["exits with 0", { code: 0, signal: null, outOfMemory: false }, "Runtime exited without providing a reason"],
  ["is killed", { code: null, signal: "SIGKILL", outOfMemory: false }, "Runtime exited with error: signal: killed"],
  [
    "aborts",
    { code: null, signal: "SIGABRT", outOfMemory: false },
    "Runtime exited with error: signal: aborted (core dumped)",
  ],
  [
    "gets a signal that has no name there",
    { code: null, signal: "SIGUSR2", outOfMemory: false },
    "Runtime exited with error: signal: SIGUSR2",
  ],
];

test.each(ends)("a process that %s is reported as Lambda does", (_how, end, text) => {
  expect(endedPayload("flood-1", end)).toEqual({
    errorType: "Runtime.ExitError",
    errorMessage: `RequestId: flood-1 Error: ${text}`,
  });
});

test("a process that was ended for its memory has an error of its own", () => {
  expect(endedPayload("flood-1", { code: null, signal: "SIGKILL", outOfMemory: true })).toEqual({
    errorType: "Runtime.OutOfMemory",
    errorMessage: "RequestId: flood-1 Error: Runtime exited with error: signal: killed",
  });
});

test("an invoke that takes too long tells how long it might have taken", () => {
  expect(timeoutPayload("flood-1", 3)).toEqual({
    errorType: "Sandbox.Timedout",
    errorMessage: "RequestId: flood-1 Error: Task timed out after 3.00 seconds",
  });
});

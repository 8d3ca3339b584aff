import { PackError } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { exitCodes } from "../../../src/cli/io.ts";
import { runGuarded } from "../../../src/cli/runner/run-guarded.ts";
import { fakeIo } from "../fake-io.ts";

const command = { json: false, color: true };

function failing(error: unknown) {
  return async () => {
    throw error;
  };
}

function aborted(reason: string): AbortSignal {
  const controller = new AbortController();
  controller.abort(reason);
  return controller.signal;
}

test("what the work answers is the exit code", async () => {
  const io = fakeIo();
  expect(await runGuarded({ command, io }, async () => exitCodes.failed)).toBe(exitCodes.failed);
  expect([io.out(), io.err()]).toEqual(["", ""]);
});

test("an error that is expected is one line, and JSON where that is asked for", async () => {
  const error = new PackError("IMPORTER_NOT_FOUND", "There is no package lodge.", { hint: "Look." });
  const plain = fakeIo();
  expect(await runGuarded({ command, io: plain }, failing(error))).toBe(exitCodes.failed);
  expect([plain.out(), plain.err()]).toEqual(["", "lambda-pack: There is no package lodge. Look.\n"]);
  const json = fakeIo();
  expect(await runGuarded({ command: { ...command, json: true }, io: json }, failing(error))).toBe(exitCodes.failed);
  expect(JSON.parse(json.out())).toEqual({
    schemaVersion: 2,
    error: { code: "IMPORTER_NOT_FOUND", message: "There is no package lodge.", hint: "Look.", details: {} },
  });
  expect(json.err()).toBe(plain.err());
});

test("a failure exits with what the command says, and wrong settings with 2 as ever", async () => {
  const run = { command, io: fakeIo(), failed: exitCodes.usage };
  expect(await runGuarded(run, failing(new PackError("FILE_UNREADABLE", "No.")))).toBe(exitCodes.usage);
  expect(await runGuarded({ command, io: fakeIo() }, failing(new PackError("CONFIG_INVALID", "No.")))).toBe(2);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
  ["SIGQUIT", 131],
])("what ends by %s exits with %d", async (signal, code) => {
  const io = fakeIo({ signal: aborted(signal) });
  const error = new DOMException("This operation was aborted", "AbortError");
  expect(await runGuarded({ command, io, failed: exitCodes.usage }, failing(error))).toBe(code);
  expect(io.err()).toBe("lambda-pack: The command was interrupted.\n");
});

test("a bug is not caught", async () => {
  await expect(runGuarded({ command, io: fakeIo() }, failing(new TypeError("x is undefined")))).rejects.toThrow(
    TypeError,
  );
});

test.each([
  [
    { code: "EIO", syscall: "lstat", path: "/botland/.lambda-pack" },
    "/botland/.lambda-pack failed in lstat: input/output error (EIO). Check the disk or the network drive, and run it again.",
  ],
  [
    { code: "EMFILE", syscall: "open", path: "/botland/a.js" },
    "/botland/a.js failed in open: too many open files (EMFILE). Raise the limit of open files (ulimit -n), and run it again.",
  ],
])("what the system refuses is one line, and no bug: %j", async (fields, line) => {
  const io = fakeIo();
  const error = Object.assign(new Error("refused"), fields);
  expect(await runGuarded({ command, io }, failing(error))).toBe(exitCodes.failed);
  expect(io.err()).toBe(`lambda-pack: ${line}\n`);
});

import { expect, test } from "vitest";
import { progressLine } from "../../../src/cli/terminal/progress-line.ts";
import { fakeIo } from "../fake-io.ts";

test("the line is drawn over itself, and cleared", () => {
  const io = fakeIo({ columns: 80 });
  const line = progressLine("database", io.stderr);
  line.show({ stage: "reading", done: 0, total: 0 });
  line.show({ stage: "listing", done: 7, total: 14 });
  line.clear();
  expect(io.err()).toBe("\r\u001B[2Kdatabase: Reading the workspace\r\u001B[2Kdatabase: Listing files 50 %\r\u001B[2K");
});

test("a hundred thousand steps draw a hundred times", () => {
  const io = fakeIo({ columns: 80 });
  const line = progressLine("database", io.stderr);
  for (let done = 1; done <= 100_000; done += 1) line.show({ stage: "writing", done, total: 100_000 });
  expect(io.err().split("\r").length - 1).toBe(101);
});

test("the line is cut to the terminal, which would wrap it else", () => {
  const io = fakeIo({ columns: 20 });
  progressLine("database", io.stderr).show({ stage: "planning", done: 0, total: 0 });
  expect(io.err()).toBe("\r\u001B[2Kdatabase: Planning ");
});

test("what was never drawn is not cleared", () => {
  const io = fakeIo({ columns: 80 });
  progressLine("database", io.stderr).clear();
  expect(io.err()).toBe("");
});

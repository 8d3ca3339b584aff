import { expect, test } from "vitest";
import { viewOf } from "../../../src/cli/terminal/view.ts";
import { fakeIo } from "../fake-io.ts";
import type { FakeIoOptions } from "../fake-io.ts";

// What it is, the world, --no-color not given: columns, colours, redrawing.
test.each<[string, FakeIoOptions, boolean, [number, boolean, boolean]]>([
  ["a terminal", { columns: 100 }, true, [100, true, true]],
  ["a wide terminal", { columns: 300 }, true, [120, true, true]],
  ["a very narrow terminal", { columns: 10 }, true, [40, true, true]],
  ["a pipe", {}, true, [Infinity, false, false]],
  ["a terminal of CI", { columns: 100, env: { CI: "true" } }, true, [Infinity, false, false]],
  ["a terminal with CI=false", { columns: 100, env: { CI: "false" } }, true, [100, true, true]],
  ["a terminal with NO_COLOR", { columns: 100, env: { NO_COLOR: "1" } }, true, [100, false, true]],
  ["a terminal with an empty NO_COLOR", { columns: 100, env: { NO_COLOR: "" } }, true, [100, true, true]],
  ["a dumb terminal", { columns: 100, env: { TERM: "dumb" } }, true, [100, false, false]],
  ["a terminal with --no-color", { columns: 100 }, false, [100, false, true]],
])("%s", (...[, options, color, expected]) => {
  const io = fakeIo(options);
  const { width, colors, live } = viewOf(io.stdout, io, { color });
  expect([width, colors.bold("text") !== "text", live]).toEqual(expected);
});

import { expect, test } from "vitest";
import { optionsOf } from "../../../src/cli/commands/commands.ts";
import { invokeSpec } from "../../../src/cli/commands/invoke.ts";
import { joinValues } from "../../../src/cli/argv/join-values.ts";

test.each([
  ["--inspect database", "--inspect=9229 database"],
  ["database --inspect=9230", "database --inspect=9230"],
  ["database --event - --quiet", "database --event=- --quiet"],
  ["database --event event.json", "database --event event.json"],
  ["database --quiet -", "database --quiet -"],
  ["-", "-"],
])("%s is understood as %s", (given, meant) => {
  expect(joinValues(given.split(" "), optionsOf(invokeSpec)).join(" ")).toBe(meant);
});

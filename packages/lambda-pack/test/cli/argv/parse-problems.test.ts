import { expect, test } from "vitest";
import { parseCommandLine } from "../../../src/cli/argv/parse-command-line.ts";
import { parseProblems } from "../../../src/cli/argv/parse-problems.ts";
import { checkSpec } from "../../../src/cli/commands/check.ts";
import { packSpec } from "../../../src/cli/commands/pack.ts";

test.each<[readonly string[], object | string]>([
  [["missing-peer=off"], { "missing-peer": { "*": "off" } }],
  [["unbuilt-native:bcrypt=off", "unbuilt-native=error"], { "unbuilt-native": { bcrypt: "off", "*": "error" } }],
  [["missing-peer:@orchard/basket@>=1=note"], { "missing-peer": { "@orchard/basket@>=1": "note" } }],
  [["missing-peer=off", "missing-peer=note"], { "missing-peer": { "*": "note" } }],
  [["missing-peer"], "missing-peer"],
  [["=off"], "=off"],
  [["missing-peer:=off"], "missing-peer:=off"],
])("%j", (texts, expected) => {
  expect(parseProblems(texts)).toEqual(expected);
});

test.each([[packSpec], [checkSpec]])("the command takes it as often as wanted, and says what is wrong", (spec) => {
  const parse = (...texts: readonly string[]) =>
    parseCommandLine(spec, ["database", ...texts.flatMap((text) => ["--problem", text])], "/botland");
  expect(parse("missing-peer=off", "unbuilt-native:bcrypt=note")).toMatchObject({
    given: { settings: { problems: { "missing-peer": { "*": "off" }, "unbuilt-native": { bcrypt: "note" } } } },
  });
  expect(parse("missing-per=off")).toMatchObject({
    faults: ["--problem names missing-per, which is not a kind of problem (did you mean missing-peer?)."],
  });
  expect(parse("missing-peer")).toMatchObject({
    faults: ['--problem must be kind=severity or kind:package=severity, not "missing-peer".'],
  });
});

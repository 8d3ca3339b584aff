import { expect, expectTypeOf, test } from "vitest";
import type { CommandSpec } from "../../../src/cli/spec/command-spec.ts";
import { plainRunOptions, contentOptions } from "../../../src/cli/spec/shared-options.ts";
import { parseCommandLine } from "../../../src/cli/argv/parse-command-line.ts";

/** A command that nobody has, with an option of every kind. */
const weighSpec = {
  name: "weigh",
  summary: "Weigh bundles",
  describe: "Weighs bundles.",
  args: [
    { name: "package|zip", is: ["package", "zip"] },
    { name: "scales", is: ["text"], optional: true },
  ],
  options: [
    { name: "gross", kind: "flag", group: "Options", describe: "Weigh the wrapping too" },
    { name: "net", kind: "flag", group: "Options", describe: "Weigh the content alone" },
    { name: "unit", kind: "value", choices: ["gram", "ounce"], group: "Options", describe: "The unit" },
    { name: "digits", kind: "value", value: "n", type: "number", group: "Options", describe: "How exactly" },
    { name: "label", kind: "value", group: "Options", describe: "What to call it" },
    { name: "tare", kind: "list", group: "Options", describe: "What to take off" },
    { name: "strict", kind: "flag", setting: "strict", group: "Options", describe: "No rounding" },
  ],
  shared: [...contentOptions, ...plainRunOptions],
  conflicts: [{ options: ["gross", "net"] }],
  examples: [],
  exitCodes: "0 weighed",
} as const satisfies CommandSpec;

function weigh(line: string) {
  return parseCommandLine(weighSpec, line.split(" "), "/botland");
}

test("an argument alone is a command with nothing set", () => {
  const command = weigh("database");
  expect(command).toEqual({
    kind: "command",
    name: "weigh",
    args: ["database"],
    cwd: "/botland",
    given: { where: "the command line", settings: {}, faults: [] },
    json: false,
    quiet: false,
    verbose: false,
    color: true,
    own: {
      gross: false,
      net: false,
      unit: undefined,
      digits: undefined,
      label: undefined,
      tare: [],
      strict: false,
    },
  });
});

test("a command's own options come as the types of their kinds", () => {
  const command = weigh("a.zip --gross --unit ounce --digits 3 --label heavy --tare box --tare=tape --strict");
  if (command.kind !== "command") throw new Error(JSON.stringify(command));
  expect(command.own).toEqual({
    gross: true,
    net: false,
    unit: "ounce",
    digits: 3,
    label: "heavy",
    tare: ["box", "tape"],
    strict: true,
  });
  expectTypeOf(command.own.gross).toEqualTypeOf<boolean>();
  expectTypeOf(command.own.unit).toEqualTypeOf<"gram" | "ounce" | undefined>();
  expectTypeOf(command.own.digits).toEqualTypeOf<number | undefined>();
  expectTypeOf(command.own.label).toEqualTypeOf<string | undefined>();
  expectTypeOf(command.own.tare).toEqualTypeOf<readonly string[]>();
});

test("settings are those of a pack, with paths from --cwd", () => {
  const line = "database --cwd packages --arch arm64 --exclude-package knex --platform-packages linux --strict";
  expect(weigh(line)).toMatchObject({
    cwd: "/botland/packages",
    given: {
      settings: {
        arch: "arm64",
        excludePackages: ["knex"],
        platformPackages: "/botland/packages/linux",
        strict: true,
      },
    },
  });
});

test("what is about the run is understood as for a pack", () => {
  expect(weigh("database --json --verbose --no-color")).toMatchObject({ json: true, verbose: true, color: false });
  expect(weigh("database --quiet")).toMatchObject({ quiet: true, verbose: false });
});

test.each<[string, string]>([
  ["database --nett", "Unknown option --nett (did you mean --net?)."],
  ["database --dry-run", "--dry-run is an option of pack, not of weigh."],
  ["database --html x.html", "--html is an option of report, not of weigh."],
  ["database --unit stone", '--unit must be gram or ounce, not "stone".'],
  ["database --unit", "--unit needs a value: --unit <value>."],
  ["database --digits many", '--digits must be a whole number, not "many".'],
  ["database --digits=-1", '--digits must be a whole number, not "-1".'],
  ["database --digits 1 --digits 2", "--digits is given more than once."],
  ["database --gross=2", "--gross takes no value."],
  ["database --gross --net", "--gross cannot be used with --net."],
  ["database --quiet --verbose", "--quiet cannot be used with --verbose."],
  ["database --arch mips", '--arch must be x64 or arm64, not "mips".'],
  ["--gross", "weigh needs <package|zip>."],
  ["database kitchen oven", 'Unexpected argument "oven": weigh takes only <package|zip> and <scales>.'],
  [
    "database kitchen oven sink",
    'Unexpected arguments "oven" and "sink": weigh takes only <package|zip> and <scales>.',
  ],
  ["database ", "An argument of weigh is empty; is a shell variable not set?"],
])("weigh %s is a usage error", (line, fault) => {
  expect(weigh(line)).toMatchObject({ kind: "usage-error", faults: [fault] });
});

test("all faults of a command line come at once", () => {
  expect(weigh("--unit stone --arch mips --gross --net")).toMatchObject({
    kind: "usage-error",
    faults: [
      '--unit must be gram or ounce, not "stone".',
      '--arch must be x64 or arm64, not "mips".',
      "--gross cannot be used with --net.",
      "weigh needs <package|zip>.",
    ],
  });
});

test("an option that is denied contradicts nothing", () => {
  expect(weigh("database --gross --net=false")).toMatchObject({ kind: "command", own: { gross: true, net: false } });
});

import { expect, test } from "vitest";
import { parseCommandLine } from "../../../src/cli/argv/parse-command-line.ts";
import { packSpec } from "../../../src/cli/commands/pack.ts";

function parse(argv: readonly string[]) {
  return parseCommandLine(packSpec, argv, "/botland");
}

function settingsOf(...argv: readonly string[]) {
  const parsed = parse(["database", ...argv]);
  return parsed.kind === "command" ? parsed.given.settings : parsed;
}

test("a name alone asks for a pack with nothing set", () => {
  expect(parse(["database"])).toEqual({
    kind: "command",
    name: "pack",
    args: ["database"],
    cwd: "/botland",
    given: { where: "the command line", settings: {}, faults: [] },
    json: false,
    quiet: false,
    verbose: false,
    color: true,
    own: { all: false, "dry-run": false, "no-smoke": false },
  });
});

test.each([
  [
    ["database", "shared"],
    ["database", "shared"],
  ],
  [["pack"], ["pack"]],
  [["--strict", "database"], ["database"]],
  [["--include", "a", "database", "--include", "b"], ["database"]],
  [["--", "--odd"], ["--odd"]],
  [
    ["007", "1e3"],
    ["007", "1e3"],
  ],
])("%j names %j", (argv, args) => {
  expect(parse(argv)).toMatchObject({ kind: "command", args });
});

test("every option sets what it says", () => {
  const text =
    "--out a.zip --format tar.gz --stage-dir a --stage-mode link --prefix nodejs --no-links --level 0 --include x --include=y --exclude z --exclude-package knex " +
    "--include-package pg --arch arm64 --runtime nodejs24.x --max-size 1000 --max-zip-size 50MiB --strict " +
    "--concurrency 3 --verify-cache";
  expect(settingsOf(...text.split(" "))).toEqual({
    out: "/botland/a.zip",
    format: "tar.gz",
    stageDir: "/botland/a",
    stageMode: "link",
    prefix: "nodejs",
    links: "never",
    level: 0,
    include: ["x", "y"],
    exclude: ["z"],
    excludePackages: ["knex"],
    includePackages: ["pg"],
    arch: "arm64",
    runtime: "nodejs24.x",
    maxSize: 1000,
    maxZipSize: 52_428_800,
    strict: true,
    concurrency: 3,
    verifyCache: true,
  });
});

test("the run's own options are no settings", () => {
  const argv = ["--all", "--dry-run", "--json", "--quiet", "--no-color", "--cwd", "packages"];
  expect(parse(argv)).toMatchObject({
    own: { all: true, "dry-run": true, "no-smoke": false },
    json: true,
    quiet: true,
    color: false,
    cwd: "/botland/packages",
    given: { settings: {} },
  });
});

test("relative outputs are taken from --cwd", () => {
  expect(settingsOf("--cwd", "packages/database", "--out", "a.zip")).toEqual({
    out: "/botland/packages/database/a.zip",
  });
});

test("no-stage, no-zip and no-cache set false, and a flag that is denied sets nothing", () => {
  expect(settingsOf("--no-stage")).toEqual({ stage: false });
  expect(settingsOf("--no-zip")).toEqual({ zip: false });
  expect(settingsOf("--no-cache")).toEqual({ cache: false });
  expect(settingsOf("--no-zip=false", "--strict=false")).toEqual({});
});

test("no-links sets never, and takes no value", () => {
  expect(settingsOf("--no-links")).toEqual({ links: "never" });
  expect(settingsOf("--no-links=false")).toEqual({});
});

test("both outputs may be off in a dry run", () => {
  expect(settingsOf("--no-stage", "--no-zip", "--dry-run")).toEqual({ stage: false, zip: false });
});

test.each([[[]], [["--strict"]]])("%j is about the package of the working directory", (argv) => {
  expect(parse(argv)).toMatchObject({
    kind: "here",
    command: { kind: "command", args: [], cwd: "/botland" },
    place: 0,
    refusal: { kind: "usage-error", faults: [], cwd: "/botland" },
  });
  expect(parse([...argv, "--all"])).toMatchObject({ kind: "command", args: [] });
});

test.each<[string, string]>([
  ["database --stric", "Unknown option --stric (did you mean --strict?)."],
  ["database --exclude-pkg=knex", "Unknown option --exclude-pkg (did you mean --exclude?)."],
  ["database --everything", "Unknown option --everything."],
  ["database --excludePackage knex", "Unknown option --excludePackage (did you mean --exclude-package?)."],
  ["database -x", "Unknown option -x."],
  ["database --tree", "--tree is an option of list, not of pack."],
  ["database --toString", "Unknown option --toString."],
  ["database --__proto__=1", "Unknown option --__proto__."],
  ["database --no-strict", "Unknown option --no-strict (did you mean --strict?)."],
  ["database --out", "--out needs a value: --out <file>."],
  ["database --out=", "--out needs a value: --out <file>."],
  ["database --out --json", "--out needs a value: --out <file>."],
  ["database --cwd", "--cwd needs a value: --cwd <dir>."],
  ["database --include", "--include needs a value: --include <glob>."],
  ["database --include=a --include=", "--include needs a value: --include <glob>."],
  ["database --include a --include", "--include needs a value: --include <glob>."],
  ["database --include  --strict", "--include needs a value: --include <glob>."],
  ["database --out ", "--out needs a value: --out <file>."],
  ["database --out a --out b", "--out is given more than once."],
  ["database --out -", "Unknown option -."],
  ["-", "Unknown option -."],
  ["database --json=1", "--json takes no value."],
  ["database --help=please", "--help takes no value."],
  ["database --dry-run=yes", "--dry-run takes no value."],
  ["database --no-stage=", "--no-stage takes no value."],
  ["database --no-links=never", "--no-links takes no value."],
  ["", "The name of a package is empty; is a shell variable not set?"],
  ["database ", "The name of a package is empty; is a shell variable not set?"],
  ["database --arch x86", '--arch must be x64 or arm64, not "x86".'],
  ["database --runtime node22", '--runtime must be a Node.js runtime of Lambda such as nodejs22.x, not "node22".'],
  ["database --max-size 1GB", '--max-size must be a whole number of bytes above 0, not "1GB".'],
  ["database --max-size 0", "--max-size must be a whole number of bytes above 0, not 0."],
  [
    "database --prefix ../up",
    '--prefix must be a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters, not "../up".',
  ],
  ["database --level 10", "--level must be a whole number from 0 to 9, not 10."],
  ["database --level 6.5", '--level must be a whole number from 0 to 9, not "6.5".'],
  ["database --level=-1", '--level must be a whole number from 0 to 9, not "-1".'],
  ["database --concurrency 0", "--concurrency must be a whole number, at least 1, not 0."],
  ["database --concurrency all", '--concurrency must be a whole number, at least 1, not "all".'],
  ["database --stage-mode move", '--stage-mode must be auto, copy or link, not "move".'],
  ["database --format tgz", '--format must be zip, tar or tar.gz, not "tgz".'],
  ["database --no-stage --no-zip", "--no-stage and --no-zip together leave nothing to write."],
  ["database --no-zip --out a.zip", "--out cannot be used with --no-zip, which writes no archive."],
  ["database --no-zip --format tar", "--format cannot be used with --no-zip, which writes no archive."],
  ["database --format tar --level 9", "--level cannot be used with --format tar, which does not compress."],
  [
    "database --no-stage --stage-mode copy",
    "--stage-mode cannot be used with --no-stage, which writes no staging directory.",
  ],
  ["database --no-cache --verify-cache", "--verify-cache cannot be used with --no-cache, which reuses nothing."],
  [
    "database --no-stage --stage-dir a",
    "--stage-dir cannot be used with --no-stage, which writes no staging directory.",
  ],
  ["database --all", "--all packs every package that has a lambdaPack field; use it or name packages, not both."],
  [
    "database shared --out a.zip",
    "--out names the output of one package; for several, set it in the lambdaPack field of each.",
  ],
  [
    "--all --stage-dir a",
    "--stage-dir names the output of one package; for several, set it in the lambdaPack field of each.",
  ],
  ["database --no-zip --smoke", "--smoke cannot be used with --no-zip, which writes no zip."],
  ["database --format tar --smoke", "--smoke cannot be used with --format tar, which is not a zip."],
  ["database --format tar.gz --smoke", "--smoke cannot be used with --format tar.gz, which is not a zip."],
  ["database --dry-run --smoke", "--smoke cannot be used with --dry-run, which writes no zip."],
  ["database --quiet --verbose", "--quiet cannot be used with --verbose."],
])("%s is a usage error", (line, fault) => {
  expect(parse(line.split(" "))).toEqual({ kind: "usage-error", faults: [fault], cwd: "/botland", argless: false });
});

test("all faults of a command line come at once", () => {
  const argv = ["--quiet", "--verbose", "--arch", "mips", "--max-size", "big", "--dry-run=maybe"];
  expect(parse(argv)).toEqual({
    kind: "usage-error",
    faults: [
      "--dry-run takes no value.",
      '--arch must be x64 or arm64, not "mips".',
      '--max-size must be a whole number of bytes above 0, not "big".',
      "--quiet cannot be used with --verbose.",
    ],
    cwd: "/botland",
    argless: false,
  });
});

test("one package named twice is still one package", () => {
  expect(parse(["database", "database", "--out", "a.zip"])).toMatchObject({ kind: "command" });
});

test("a value that is wrong conflicts with nothing", () => {
  expect(parse(["database", "--format", "tar", "--level", "10"])).toMatchObject({
    faults: ["--level must be a whole number from 0 to 9, not 10."],
  });
});

test("what is said once is enough for --all with several packages", () => {
  const fault = "--out names the output of one package; for several, set it in the lambdaPack field of each.";
  expect(parse(["--all", "database", "shared", "--out", "a.zip"])).toMatchObject({
    faults: ["--all packs every package that has a lambdaPack field; use it or name packages, not both.", fault],
  });
});

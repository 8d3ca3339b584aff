import { PackError } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { plainColors } from "../../../src/cli/terminal/colors.ts";
import { renderBug, renderPackError, renderUsageError } from "../../../src/cli/terminal/render-error.ts";
import { describeProblem } from "../../../src/messages/describe-problem.ts";
import { sampleProblems } from "../../sample-problems.ts";
import { problemError } from "../../../src/pack/problem-error.ts";

const view = { width: 80, colors: plainColors, live: false };

test("an error is one line of message and hint", () => {
  const error = new PackError("IMPORTER_NOT_FOUND", "No package is named databse.", { hint: "Did you mean database?" });
  expect(renderPackError(error, view)).toBe("lambda-pack: No package is named databse. Did you mean database?\n");
});

test("an error without a hint is its message", () => {
  expect(renderPackError(new PackError("LINK_LOOP", "a leads to a."), view)).toBe("lambda-pack: a leads to a.\n");
});

test("a file name with a line break does not break the line", () => {
  const error = new PackError("FILE_UNREADABLE", "main\n.js\u001B[31m cannot be read.");
  expect(renderPackError(error, view)).toBe("lambda-pack: main\\u000a.js\\u001b[31m cannot be read.\n");
});

test("under --strict the problems follow the line, notes left out", () => {
  const stale = describeProblem({
    kind: "stale-install",
    package: "lodash@4.17.20",
    path: "node_modules/lodash",
    locked: "4.17.21",
    lockfile: "yarn.lock",
    install: "yarn install",
  });
  const note = describeProblem({ kind: "secret-left-out", package: "database@1.0.0", paths: [".env"] });
  const error = problemError("database", [stale, note], true);
  expect(error === undefined ? undefined : renderPackError(error, { ...view, width: 60 })).toBe(
    [
      "lambda-pack: database has 1 problem, and --strict allows none. Fix what is listed, or pack without --strict; nothing was written.",
      "  -  lodash@4.17.20 is installed in node_modules/lodash, but",
      "     yarn.lock locks 4.17.21. (stale-install)",
      "     Run yarn install, and pack again.",
      "",
      "For more, see docs/problems/<the word in brackets>.md.",
      "",
    ].join("\n"),
  );
  const docs = "https://example.com/lambda-pack/blob/HEAD/";
  expect(
    error === undefined
      ? undefined
      : renderPackError(error, { ...view, width: Infinity, docs: () => docs })
          .split("\n")
          .slice(1),
  ).toEqual([
    `  -  lodash@4.17.20 is installed in node_modules/lodash, but yarn.lock locks 4.17.21. (${docs}docs/problems/stale-install.md)`,
    "     Run yarn install, and pack again.",
    "",
  ]);
});

test("notes alone do not fail a strict pack", () => {
  const note = describeProblem({ kind: "secret-left-out", package: "database@1.0.0", paths: [".env"] });
  expect(problemError("database", [note], true)).toBeUndefined();
  expect(problemError("database", [stale, note], false)).toBeUndefined();
});

const stale = describeProblem(sampleProblems["stale-install"]);
const note = describeProblem(sampleProblems["secret-left-out"]);

test("an error fails a pack in any case, and under --strict the warnings stand below it", () => {
  const absent = describeProblem(sampleProblems["main-missing"]);
  expect(problemError("database", [stale, absent, note], false)).toMatchObject({
    code: "ERRORS_FOUND",
    message: "database has 1 error.",
    details: { problems: [absent] },
  });
  expect(problemError("database", [stale, absent, note], true)?.details).toEqual({
    target: "database",
    problems: [absent, stale],
  });
});

test("details that are not problems are not shown", () => {
  const error = new PackError("CONFIG_INVALID", "Wrong.", { details: { problems: ["stage", { message: 1 }] } });
  expect(renderPackError(error, view)).toBe("lambda-pack: Wrong.\n");
});

test("a usage error leads to the help", () => {
  expect(renderUsageError(["Unknown option --stric (did you mean --strict?)."], view)).toBe(
    "lambda-pack: Unknown option --stric (did you mean --strict?). Run lambda-pack --help for all options.\n",
  );
});

test("a bug shows its stack, its causes and where to report it", () => {
  const error = new Error("The layout is wrong", { cause: new TypeError("x is undefined") });
  const text = renderBug(error, { version: "1.2.3", bugs: "https://example.org/issues" });
  expect(text).toMatch(
    /^lambda-pack: This is a bug in lambda-pack 1\.2\.3\. Please report it at https:\/\/example\.org\/issues, /u,
  );
  expect(text).toContain("\nError: The layout is wrong\n    at ");
  expect(text).toContain("\nCaused by: TypeError: x is undefined\n    at ");
});

test("a bug may be any thrown value", () => {
  expect(renderBug({ odd: 1 }, { version: "1.2.3", bugs: undefined })).toBe(
    'lambda-pack: This is a bug in lambda-pack 1.2.3. Please report it to the authors of lambda-pack, with the lines below.\n{"odd":1}\n',
  );
});

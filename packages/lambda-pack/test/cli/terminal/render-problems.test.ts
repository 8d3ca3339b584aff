import { expect, test } from "vitest";
import { plainColors } from "../../../src/cli/terminal/colors.ts";
import { renderProblems } from "../../../src/cli/terminal/render-problems.ts";
import { describeProblem } from "../../../src/messages/describe-problem.ts";

const view = { width: Infinity, colors: plainColors, live: false, verbose: false };

function stale(name: string, install = "yarn install") {
  const path = `node_modules/${name}`;
  const facts = { package: `${name}@1.0.0`, path, locked: "1.1.0", lockfile: "yarn.lock", install };
  return describeProblem({ kind: "stale-install", ...facts });
}

const unused = describeProblem({ kind: "unused-pattern", package: "database@1.0.0", pattern: "*.map" });

test("problems of one kind that have the same hint stand together, with the hint once", () => {
  expect(renderProblems([stale("ms"), unused, stale("knex"), stale("pg", "npm install")], view)).toEqual([
    "",
    "4 problems",
    "  -  ms@1.0.0 is installed in node_modules/ms, but yarn.lock locks 1.1.0. (stale-install)",
    "  -  knex@1.0.0 is installed in node_modules/knex, but yarn.lock locks 1.1.0. (stale-install)",
    "     Run yarn install, and pack again.",
    "  -  The pattern *.map matches nothing in database@1.0.0. (unused-pattern)",
    "     Correct or remove it.",
    "  -  pg@1.0.0 is installed in node_modules/pg, but yarn.lock locks 1.1.0. (stale-install)",
    "     Run npm install, and pack again.",
    "",
    "For more, see docs/problems/<the word in brackets>.md.",
  ]);
});

test("where they stand alone, they say whose they are", () => {
  const note = describeProblem({ kind: "secret-left-out", package: "database@1.0.0", paths: [".env"] });
  const lines = renderProblems([unused, note], { ...view, target: "database" });
  expect(lines).toContain("1 problem of database");
  expect(lines).toContain("1 note of database (shown with --verbose)");
});

import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, writeTree } from "@lambda-pack/test-support/disk/tree";
import { repository as home } from "@lambda-pack/test-support/repository";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../compatibility/outcome.ts";
import { runModule } from "../compatibility/run-module.ts";
import { compareAnswers, comparePackages } from "./compare-answers.ts";
import type { Answer, FoundPackage } from "./compare-answers.ts";
import { renderTrial, renderWild } from "./render-wild.ts";
import { repositories } from "./repositories.ts";
import type { Trial } from "./try-target.ts";

const needed = (to: number): FoundPackage["needs"][string] => ({ to, optional: false });

describe("packages of two answers", () => {
  // app ─┬─ lamp ── wick
  //      └─ wick
  const inPlace: readonly FoundPackage[] = [
    { package: "app@1.0.0", needs: { lamp: needed(1), wick: needed(2) } },
    { package: "lamp@1.0.0", needs: { wick: needed(2) } },
    { package: "wick@1.0.0", needs: {} },
  ];

  test("are the same in another order", () => {
    const inBundle: readonly FoundPackage[] = [
      { package: "app@1.0.0", needs: { lamp: needed(2), wick: needed(1) } },
      { package: "wick@1.0.0", needs: {} },
      { package: "lamp@1.0.0", needs: { wick: needed(1) } },
    ];
    expect(comparePackages(inPlace, inBundle)).toEqual({ faults: [], leftOut: [], edges: 3 });
  });

  test("differ where one directory becomes two, and not where two become one", () => {
    const copied: readonly FoundPackage[] = [
      { package: "app@1.0.0", needs: { lamp: needed(1), wick: needed(2) } },
      { package: "lamp@1.0.0", needs: { wick: needed(3) } },
      { package: "wick@1.0.0", needs: {} },
      { package: "wick@1.0.0", needs: {} },
    ];
    const fault = "lamp@1.0.0 finds a second directory of wick@1.0.0, which is one in place";
    expect(comparePackages(inPlace, copied).faults).toEqual([fault]);
    expect(comparePackages(copied, inPlace).faults).toEqual([]);
  });

  test("differ where another version, or nothing, is found", () => {
    const inBundle: readonly FoundPackage[] = [
      { package: "app@1.0.0", needs: { lamp: needed(1), wick: needed(2) } },
      { package: "lamp@1.0.0", needs: {} },
      { package: "wick@2.0.0", needs: {} },
    ];
    expect(comparePackages(inPlace, inBundle).faults).toEqual([
      "app@1.0.0 finds wick@2.0.0 as wick, which is wick@1.0.0 in place",
      "lamp@1.0.0 does not find wick, which is wick@1.0.0 in place",
    ]);
  });

  test("may lack what is optional, which is named", () => {
    const withMusl: readonly FoundPackage[] = [
      { package: "app@1.0.0", needs: { musl: { to: 1, optional: true } } },
      { package: "musl@1.0.0", needs: {} },
    ];
    const without: readonly FoundPackage[] = [{ package: "app@1.0.0", needs: {} }];
    expect(comparePackages(withMusl, without)).toEqual({ faults: [], leftOut: ["musl@1.0.0"], edges: 1 });
  });
});

describe("two answers", () => {
  const inPlace: Answer = {
    modules: [{ name: "lamp", version: "1.0.0", exports: ["light"] }],
    shared: [{ module: "wick", by: "lamp", same: true }],
    packages: [{ package: "app@1.0.0", needs: {} }],
    call: 42,
  };

  test.each([
    ["an export", { ...inPlace, modules: [{ name: "lamp", version: "1.0.0", exports: [] }] }, /^lamp answers/u],
    ["an object", { ...inPlace, shared: [{ module: "wick", by: "lamp", same: false }] }, /^wick of lamp answers/u],
    ["what the code says", { ...inPlace, call: 43 }, /^the package's own code answers 43, and in place 42$/u],
  ])("differ in %s", (_what, answer, fault) => {
    expect(compareAnswers(inPlace, { answer }).faults).toEqual([expect.stringMatching(fault)]);
  });

  test("are the same, or there is but one", () => {
    expect(compareAnswers(inPlace, { answer: inPlace }).faults).toEqual([]);
    const failed: Outcome = { failure: "TypeError: lamp is not a function" };
    expect(compareAnswers(inPlace, failed).faults).toEqual(["the handler fails: TypeError: lamp is not a function"]);
  });
});

test("the handler answers what Node.js finds from its package on, in a realm as on Lambda", async () => {
  const root = temporaryDirectory();
  writeTree(root, {
    "package.json": json({
      name: "app",
      version: "1.0.0",
      dependencies: { lamp: "1", wick: "1", beam: "1", absent: "1" },
      peerDependencies: { oil: "1", gas: "1" },
      peerDependenciesMeta: { gas: { optional: true } },
    }),
    node_modules: {
      lamp: {
        "package.json": json({ name: "lamp", version: "1.0.0", dependencies: { wick: "1" } }),
        "index.js": "exports.wick = require('wick');\n",
      },
      wick: { "package.json": json({ name: "wick", version: "1.2.0" }), "index.js": "exports.burn = () => 1;\n" },
      beam: {
        "package.json": json({ name: "beam", version: "1.3.0", exports: "./esm/index.js" }),
        "esm/package.json": json({ type: "module" }),
        "esm/index.js": "export const reach = 1;\nexport default reach;\n",
      },
      oil: {
        "package.json": json({ name: "oil", version: "1.4.0" }),
        "index.js": "throw new TypeError(typeof assert);\n",
      },
      gas: { "package.json": json({ name: "gas", version: "1.5.0" }), "index.js": "" },
    },
  });
  for (const file of ["lambda-pack-wild.mjs", "lambda-pack-wild-call.mjs"]) {
    await cp(path.join(import.meta.dirname, file), path.join(root, file));
  }
  const { answer } = await answered(runModule(path.join(root, "lambda-pack-wild.mjs"), { node: process.execPath }));
  expect(answer).toEqual({
    modules: [
      { name: "lamp", version: "1.0.0", exports: expect.arrayContaining(["default", "wick"]) },
      { name: "wick", version: "1.2.0", exports: expect.arrayContaining(["burn", "default"]) },
      { name: "beam", version: "1.3.0", exports: ["default", "reach"] },
      { name: "absent", failure: "ERR_MODULE_NOT_FOUND" },
      { name: "oil", failure: "TypeError: undefined" },
    ],
    shared: [{ module: "wick", by: "lamp", same: true }],
    packages: [
      { package: "app@1.0.0", needs: { lamp: needed(1), wick: needed(2), beam: needed(3), oil: needed(4) } },
      { package: "lamp@1.0.0", needs: { wick: needed(2) } },
      { package: "wick@1.2.0", needs: {} },
      { package: "beam@1.3.0", needs: {} },
      { package: "oil@1.4.0", needs: {} },
    ],
  });
});

async function answered(outcome: Promise<Outcome>): Promise<Outcome & { readonly answer: unknown }> {
  const found = await outcome;
  if ("failure" in found) throw new Error(found.failure);
  return found;
}

describe("the page", () => {
  const trial: Trial = {
    target: { directory: "packages/app", unbuilt: ["sibling"] },
    id: "app@1.0.0",
    sizes: { files: 12, packages: 3, links: 1, bytes: 2_340_000 },
    problems: [],
    findings: ["unresolved-import"],
    answer: {
      modules: [
        { name: "lamp", version: "1.0.0", exports: [] },
        { name: "types", failure: "ERR_MODULE_NOT_FOUND" },
      ],
      shared: [{ module: "wick", by: "lamp", same: true }],
      packages: [],
    },
    edges: 5,
    leftOut: ["musl@1.0.0"],
    faults: [],
  };
  const [repository] = repositories;
  if (repository === undefined) throw new Error("there is no repository");

  test("has a row and a sentence for each package", () => {
    const visits = [{ repository, workspacePackages: 57, trials: [trial] }];
    const page = renderWild(visits, { date: "2026-12-01", node: "22.0.0" });
    expect(page).toContain(`${renderTrial(repository, trial)}\n`);
    expect(renderTrial(repository, trial)).toBe(
      "| [middyjs/middy](#middyjsmiddy) | npm | `app@1.0.0` | 3 | 1 | 12 | 2.3 | 5 | 1 of 2 | yes | [unresolved-import](problems/unresolved-import.md) |",
    );
    expect(page).toContain("57 packages in the workspace. Installed by `npm ci");
    expect(page).toContain("Not loaded in any place: `types`. Left out, because they are not built: `sibling`.");
    expect(page).toContain("1 of 1 modules");
  });

  test("shows what is not as in place", () => {
    const failed = { ...trial, faults: ["unzipped, the handler fails"] };
    expect(renderTrial(repository, failed)).toContain("| **no** |");
    const visits = [{ repository, workspacePackages: 57, trials: [failed] }];
    expect(renderWild(visits, { date: "2026-12-01", node: "22.0.0" })).toContain("**unzipped, the handler fails**.");
  });

  test("names every monorepo, commit and package that is tried, all of them the same as in place", async () => {
    const page = await readFile(path.join(home, "docs", "wild.md"), "utf8");
    const rows = page.split("\n").filter((line) => line.startsWith("| ["));
    expect(rows).toHaveLength(repositories.flatMap(({ targets }) => targets).length);
    expect(rows.filter((row) => !row.includes("| yes |"))).toEqual([]);
    for (const { name, commit, targets } of repositories) {
      expect(page).toContain(`\n## ${name}\n`);
      expect(page).toContain(`https://github.com/${name}/tree/${commit}`);
      for (const { directory } of targets)
        expect(page).toContain(`, in [${directory}](https://github.com/${name}/tree/${commit}/${directory}).`);
    }
  });
});

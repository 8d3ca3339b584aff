import { lstatSync } from "node:fs";
import path from "node:path";
import type { Closure } from "@lambda-pack/model";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { link, pkg, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { unzipped } from "@lambda-pack/test-support/zips/unzipped";
import { execa } from "execa";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exporting, telescope } from "./harness/exporting.ts";
import { moduleGraph } from "./harness/module-graph.ts";
import { observatory } from "./harness/observatory.ts";
import { packBundle } from "./harness/pack-bundle.ts";
import { runCommand } from "./harness/run-command.ts";
import { anyClosure } from "../packages/graph/test/arbitrary-closure.ts";
import { pack } from "../packages/lambda-pack/src/index.ts";

const timeout = 120_000;

/** What the telescope's handler answers in the monorepo and in the bundle, which must be the same, and what was said of the pack. */
async function answers(root: string, options: readonly string[] = []) {
  const inPlace = await runHandler(path.join(root, "packages", "telescope", "main.js"));
  const { directory, problems } = await packBundle(root, "telescope", ["--strict", ...options]);
  const inBundle = await runHandler(path.join(directory, "main.js"));
  expect(inBundle).toEqual(inPlace);
  return { answer: inBundle, problems };
}

const counter = { "index.js": "let count = 0; exports.add = () => ++count;\n" };

describe("two names for one directory are one module", () => {
  const both = `(require("@observatory/log").add(), [require("@observatory/log") === require("log"), require("log").add()])`;

  test("where pnpm links a package of the workspace under an alias", async () => {
    const root = await observatory({
      "packages/telescope": {
        ...telescope({ "@observatory/log": "workspace:*", log: "workspace:@observatory/log@*" }, both),
        "node_modules/@observatory/log": link("../../../log"),
        "node_modules/log": link("../../log"),
      },
      "packages/log": pkg("@observatory/log@1.0.0", {}, counter),
    });
    const { answer, problems } = await answers(root);
    expect(answer).toEqual([true, 2]);
    expect(problems).toMatchObject([{ kind: "links-in-bundle", links: 1, packages: ["@observatory/log@1.0.0"] }]);
  });

  test.each(["file:../log", "link:../log"])(
    "where npm or Yarn links it by %s, beside the name that it has",
    async (range) => {
      const root = await observatory({
        "packages/telescope": telescope({ "@observatory/log": "1.0.0", log: range }, both),
        "packages/log": pkg("@observatory/log@1.0.0", {}, counter),
        "node_modules/@observatory/log": link("../../packages/log"),
        "node_modules/log": link("../packages/log"),
      });
      expect((await answers(root)).answer).toEqual([true, 2]);
    },
  );

  test("where pnpm links a third-party package, also as an ES module", async () => {
    const store = "node_modules/.pnpm/dayjs@1.11.13/node_modules/dayjs";
    const root = await observatory({
      "packages/telescope": {
        ...telescope(
          { dayjs: "1.11.13", day: "npm:dayjs@1.11.13" },
          `[require("day") === require("dayjs"), (await import("day/esm.mjs")) === (await import("dayjs/esm.mjs"))]`,
        ),
        "node_modules/day": link(`../../../${store}`),
        "node_modules/dayjs": link(`../../../${store}`),
      },
      [store]: pkg("dayjs@1.11.13", {}, { ...counter, "esm.mjs": "export let count = 0;\n" }),
    });
    expect((await answers(root)).answer).toEqual([true, true]);
  });
});

describe("a version that another one displaces stays one module", () => {
  test("for a plugin that extends it and a package that uses what the plugin adds", async () => {
    // telescope ─┬─ clock@2
    //            ├─ utc ────── clock@1      (adds a method)
    //            └─ almanac ── clock@1      (calls it)
    const root = await observatory({
      "packages/telescope": telescope(
        { clock: "2", utc: "1", almanac: "1" },
        `(require("utc"), [require("clock").version, require("almanac").now()])`,
      ),
      "packages/telescope/node_modules/clock": exporting("clock@2.0.0", `{ version: 2 }`),
      "node_modules/clock": exporting("clock@1.0.0", `{ version: 1 }`),
      "node_modules/utc": exporting("utc@1.0.0", `require("clock").utc = () => "utc"`, {
        dependencies: { clock: "1" },
      }),
      "node_modules/almanac": exporting("almanac@1.0.0", `{ now: () => require("clock").utc?.() }`, {
        dependencies: { clock: "1" },
      }),
    });
    const { answer, problems } = await answers(root);
    expect(answer).toEqual([2, "utc"]);
    expect(problems).toMatchObject([{ kind: "links-in-bundle", severity: "note" }]);
  });

  test("for a provider and a consumer of its context, which find it as a peer", async () => {
    const peer = { peerDependencies: { react: "17" } };
    const root = await observatory({
      "packages/telescope": telescope(
        { react: "18", theme: "1", button: "1" },
        `require("theme").provide("dark", () => require("button").colour())`,
      ),
      "packages/telescope/node_modules/react": exporting("react@18.0.0", `{ context: { value: "18" } }`),
      "node_modules/react": exporting("react@17.0.0", `{ context: { value: "light" } }`),
      "node_modules/theme": exporting(
        "theme@1.0.0",
        `{ provide: (value, inside) => { require("react").context.value = value; return inside(); } }`,
        peer,
      ),
      "node_modules/button": exporting("button@1.0.0", `{ colour: () => require("react").context.value }`, peer),
    });
    const inPlace = await runHandler(path.join(root, "packages", "telescope", "main.js"));
    const { directory } = await packBundle(root, "telescope");
    expect(inPlace).toBe("dark");
    expect(await runHandler(path.join(directory, "main.js"))).toBe("dark");
  });

  test("for an error that is thrown in one package and recognised in another, three levels down", async () => {
    const root = await observatory({
      "packages/telescope": telescope(
        { faults: "2", left: "1", right: "1" },
        `require("right")(require("left")) && new (require("faults"))() instanceof Error`,
      ),
      "packages/telescope/node_modules/faults": exporting("faults@2.0.0", "class Fault extends Error {}"),
      "node_modules/faults": exporting("faults@1.0.0", `require("base").Fault`, { dependencies: { base: "1" } }),
      "node_modules/base": exporting("base@1.0.0", "{ Fault: class Fault extends Error {} }"),
      "node_modules/left": needing("left", `new (require("faults"))()`),
      "node_modules/right": needing("right", `(error) => error instanceof require("faults")`),
    });
    expect((await answers(root)).answer).toBe(true);
  });
});

describe("links are unpacked", () => {
  const tools = [
    ["unzip", ["-q", "bundle.zip", "-d", "bundle"]],
    ["bsdtar", ["-xf", "bundle.zip", "-C", "bundle"]],
  ] as const;

  test.each(tools.filter(([program]) => hasProgram(program)))("by %s", async (program, args) => {
    const { root, zip } = await twoNames();
    const directory = temporaryDirectory();
    writeTree(directory, { bundle: {} });
    await execa("cp", [zip, path.join(directory, "bundle.zip")]);
    await execa(program, args, { cwd: directory });
    expect(await runHandler(path.join(directory, "bundle", "main.js"))).toBe(true);
    expect(await runHandler(path.join(root, ".lambda-pack", "telescope", "main.js"))).toBe(true);
  });

  test("out of a tar, and below a prefix", async () => {
    const { root } = await twoNames();
    const archive = path.join(root, "bundle.tar.gz");
    const options = ["--format", "tar.gz", "--prefix", "opt/app", "--no-stage", "--quiet", "--out", archive];
    await runCommand(["telescope", ...options], root);
    const directory = temporaryDirectory();
    await execa("tar", ["-xf", archive], { cwd: directory });
    expect(await runHandler(path.join(directory, "opt", "app", "main.js"))).toBe(true);
  });

  test("by our own runtime", async () => {
    const { root } = await twoNames();
    const { stdout } = await runCommand(["invoke", "telescope", "--handler", "main.lambdaHandler", "--quiet"], root);
    expect(stdout).toBe("true\n");
  });
});

test("a staging directory of copies becomes one of links, and one of links one of copies", async () => {
  const { root } = await twoNames();
  const stage = path.join(root, ".lambda-pack", "telescope");
  const place = path.join(stage, "node_modules", "log");
  for (const round of ["first", "second"]) {
    expect([round, lstatSync(place).isSymbolicLink()]).toEqual([round, true]);
    expect(await runHandler(path.join(stage, "main.js"))).toBe(true);
    await runCommand(["telescope", "--no-links", "--quiet"], root);
    expect([round, lstatSync(place).isSymbolicLink()]).toEqual([round, false]);
    expect(await runHandler(path.join(stage, "main.js"))).toBe(false);
    await runCommand(["telescope", "--quiet"], root);
  }
});

describe("a package with a link is told of", () => {
  const named = "@observatory/log@1.0.0";
  const facts = { paths: ["node_modules/@observatory/log"], links: ["node_modules/log"] };

  test("in the report, which counts it once", async () => {
    const { root } = await twoNames();
    const { stdout } = await runCommand(["telescope", "--dry-run", "--json"], root);
    const [report] = JSON.parse(stdout).packs;
    expect(report.packages).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: named, ...facts, files: 2 })]),
    );
    expect(report.sizes).toMatchObject({ files: 4, links: 1, packages: 2 });
  });

  test("by list, alike for the package and for its zip", async () => {
    const { root, zip } = await twoNames();
    for (const bundle of ["telescope", zip]) {
      const { stdout } = await runCommand(["list", bundle, "--json"], root);
      const { packages, sizes } = JSON.parse(stdout);
      expect(packages).toEqual(expect.arrayContaining([expect.objectContaining({ id: named, ...facts })]));
      expect(sizes).toMatchObject({ packages: 2, copies: 2, files: 4, links: 1 });
    }
  });

  test("by why and by diff, which shows what became a link", async () => {
    const { root, zip } = await twoNames();
    expect((await runCommand(["why", zip, "log"], root)).stdout).toContain(
      "  node_modules/log\n    a link to @observatory/log, so that it is the same module as there\n",
    );
    const copies = path.join(root, "copies.zip");
    await runCommand(["telescope", "--no-links", "--no-stage", "--quiet", "--out", copies], root);
    const { stdout } = await runCommand(["diff", copies, zip, "--json"], root);
    const { packages, files } = JSON.parse(stdout);
    expect(packages).toMatchObject([
      {
        kind: "changed",
        changes: ["place"],
        after: facts,
        before: { id: named, paths: ["node_modules/@observatory/log", "node_modules/log"] },
      },
    ]);
    expect(files).toMatchObject([
      { kind: "added", path: "node_modules/log" },
      { kind: "removed", path: "node_modules/log/index.js" },
      { kind: "removed", path: "node_modules/log/package.json" },
    ]);
  });

  test("by check, which resolves through it and finds nothing that fails", async () => {
    const { root, zip } = await twoNames();
    const options = ["--handler", "main.lambdaHandler", "--json"];
    for (const bundle of ["telescope", zip]) {
      const { exitCode, stdout } = await runCommand(["check", bundle, "--strict", ...options], root);
      const { findings } = JSON.parse(stdout);
      expect([exitCode, findings.filter(({ severity }: { severity: string }) => severity !== "note")]).toEqual([0, []]);
    }
  });
});

describe("without links", () => {
  test("a package in two places is two modules, which is a problem that names who shares it", async () => {
    const { root } = await twoNames();
    const { directory, problems } = await packBundle(root, "telescope", ["--no-links"]);
    expect(problems).toMatchObject([
      {
        kind: "module-split",
        severity: "warning",
        package: "@observatory/log@1.0.0",
        paths: ["node_modules/@observatory/log", "node_modules/log"],
        dependents: ["telescope@1.0.0"],
      },
    ]);
    expect(await runHandler(path.join(directory, "main.js"))).toBe(false);
    expect((await runCommand(["telescope", "--no-links", "--strict", "--quiet"], root)).exitCode).toBe(1);
  });

  test("the target is copied for what depends back on it", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ mount: "*" }, `require("mount")().telescope.lambdaHandler !== undefined`),
      "packages/mount": pkg(
        "mount@1.0.0",
        { dependencies: { telescope: "*" } },
        { "index.js": `module.exports = () => ({ telescope: require("telescope") });\n` },
      ),
      "node_modules/mount": link("../packages/mount"),
    });
    const { directory, problems } = await packBundle(root, "telescope", ["--no-links"]);
    expect(problems).toMatchObject([{ kind: "module-split", paths: [".", "node_modules/telescope"] }]);
    expect(lstatSync(path.join(directory, "node_modules", "telescope")).isDirectory()).toBe(true);
    expect(await runHandler(path.join(directory, "main.js"))).toBe(true);
  });

  test("a circle through two versions of two packages is an error that shows it", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ left: "1" }, `require("left")`),
      "node_modules/left": twin("left@1.0.0", { right: "1" }),
      "node_modules/right": twin("right@1.0.0", { left: "2" }, { "node_modules/left": link("../../../twins/left") }),
      "twins/left": twin("left@2.0.0", { right: "2" }, { "node_modules/right": link("../../right") }),
      "twins/right": twin("right@2.0.0", { left: "1" }, { "node_modules/left": link("../../../node_modules/left") }),
    });
    const { exitCode, stderr } = await runCommand(["telescope", "--no-links"], root);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Without links the bundle would never end")]);
    expect((await runCommand(["telescope", "--strict", "--quiet"], root)).exitCode).toBe(0);
  });
});

test(
  "for every graph, what is one module in the monorepo is one in the zip and in the staging directory",
  { timeout },
  async () => {
    const links = { some: 0 };
    await fc.assert(
      fc.asyncProperty(anyClosure.map(plain), async (closure) => {
        const root = temporaryDirectory();
        writeTree(root, moduleGraph(closure));
        const inPlace = await runHandler(path.join(root, "packages", "app", "index.js"));
        const { archive, stageDir = "", problems } = await pack({ cwd: root, target: "packages/app" });
        links.some += problems.filter(({ kind }) => kind === "links-in-bundle").length;
        expect(await runHandler(path.join(await unzipped(archive?.file ?? ""), "index.js"))).toEqual(inPlace);
        expect(await runHandler(path.join(stageDir, "index.js"))).toEqual(inPlace);
      }),
      { numRuns: 15 },
    );
    expect(links.some).toBeGreaterThan(2);
  },
);

/** Every edge a plain dependency, and nothing bundled: what such packages find is the subject of other tests. */
function plain(closure: Closure): Closure {
  const instances = [...closure.instances].map(([id, instance]) => {
    const edges = instance.edges.map((edge) => ({ ...edge, kind: "dependencies", optional: false }) as const);
    return [id, { ...instance, bundledNames: [], edges }] as const;
  });
  return { ...closure, instances: new Map(instances) };
}

/** A package of the workspace under two names, packed. */
async function twoNames() {
  const root = await observatory({
    "packages/telescope": telescope(
      { log: "1", "@observatory/log": "1" },
      `require("log") === require("@observatory/log")`,
    ),
    "packages/log": pkg("@observatory/log@1.0.0", {}, counter),
    "node_modules/@observatory/log": link("../../packages/log"),
    "node_modules/log": link("../packages/log"),
  });
  await runCommand(["telescope", "--quiet"], root);
  return { root, zip: path.join(root, ".lambda-pack", "telescope.zip") };
}

function needing(name: string, expression: string) {
  return exporting(`${name}@1.0.0`, expression, { dependencies: { faults: "1" } });
}

function twin(nameAndVersion: string, dependencies: Readonly<Record<string, string>>, below: Tree = {}): Tree {
  return { ...exporting(nameAndVersion, "1", { dependencies }), ...below };
}

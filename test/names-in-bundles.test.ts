import path from "node:path";
import { link, pkg } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { exporting, telescope } from "./harness/exporting.ts";
import { observatory } from "./harness/observatory.ts";
import { packBundle } from "./harness/pack-bundle.ts";
import { runCommand } from "./harness/run-command.ts";

const upper = { "node_modules/JSONStream": exporting("JSONStream@1.3.5", `"upper"`) };
const lower = exporting("jsonstream@1.0.3", `"lower"`);

/** A sibling that requires a package and exports what it gets. */
function lens(name: string, own: Tree = {}): Tree {
  return {
    ...pkg(
      "@observatory/lens@1.0.0",
      { dependencies: { [name]: "1" } },
      { "index.js": `module.exports = require("${name}");\n` },
    ),
    ...own,
  };
}

async function linesOf(root: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await runCommand(argv, root);
  if (exitCode !== 0) throw new Error(stderr);
  return stdout.split("\n");
}

/** The names of a zip as file systems see them that ignore case, in which none may be there twice. */
async function foldedNames(root: string): Promise<readonly string[]> {
  const { stdout } = await execa("unzip", ["-Z1", ".lambda-pack/bundle.zip"], { cwd: root });
  return stdout.toLowerCase().split("\n");
}

describe("packages whose names differ by case", () => {
  const answer = `[require("JSONStream"), require("@observatory/lens")]`;

  test("of the target and of a sibling lie apart, under --strict, and every command shows them", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ JSONStream: "1", "@observatory/lens": "1" }, answer),
      "packages/lens": lens("jsonstream"),
      ...upper,
      "node_modules/jsonstream": lower,
    });
    const { directory, problems } = await packBundle(root, "telescope", ["--strict"]);
    expect(problems).toEqual([]);
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["upper", "lower"]);
    const names = await foldedNames(root);
    expect(new Set(names).size).toBe(names.length);
    const listed = await linesOf(root, "list", "telescope");
    expect(listed.filter((line) => /jsonstream/iu.test(line)).length).toBeGreaterThan(1);
    await linesOf(root, "why", "telescope", "jsonstream");
    const checked: { readonly findings: readonly { readonly kind: string }[] } = JSON.parse(
      (await linesOf(root, "check", "telescope", "--handler", "main.lambdaHandler", "--json")).join("\n"),
    );
    expect(checked.findings.map(({ kind }) => kind)).toEqual([]);
    const answers = await linesOf(root, "invoke", "telescope", "--handler", "main.lambdaHandler");
    expect(answers.join("\n")).toContain('["upper","lower"]');
  });

  test("of two siblings lie apart, without links too", async () => {
    const root = await observatory({
      "packages/telescope": telescope(
        { "@observatory/lens": "1", "@observatory/dome": "1" },
        `[require("@observatory/dome"), require("@observatory/lens")]`,
      ),
      "packages/lens": lens("jsonstream"),
      "packages/dome": pkg(
        "@observatory/dome@1.0.0",
        { dependencies: { JSONStream: "1" } },
        { "index.js": `module.exports = require("JSONStream");\n` },
      ),
      "node_modules/@observatory/dome": link("../../packages/dome"),
      ...upper,
      "node_modules/jsonstream": lower,
    });
    for (const options of [["--strict"], ["--strict", "--no-links"]]) {
      const { directory } = await packBundle(root, "telescope", options);
      expect(await runHandler(path.join(directory, "main.js"))).toEqual(["upper", "lower"]);
      const names = await foldedNames(root);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test("that the target requires itself are one warning, whose advice ends it", async () => {
    const both = { JSONStream: "1", jsonstream: "1" };
    const files = { ...upper, "node_modules/jsonstream": lower };
    const root = await observatory({
      "packages/telescope": telescope(both, `[require("JSONStream"), require("jsonstream")]`),
      ...files,
    });
    const { directory, problems } = await packBundle(root, "telescope");
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["upper", "lower"]);
    expect(problems).toMatchObject([
      {
        kind: "names-collide",
        severity: "warning",
        package: "telescope@1.0.0",
        paths: ["node_modules/JSONStream", "node_modules/jsonstream"],
        packages: ["JSONStream@1.3.5", "jsonstream@1.0.3"],
        hint: expect.stringContaining('"jsonstream-alias": "npm:jsonstream@1.0.3"'),
      },
    ]);
    const alias = { JSONStream: "1", "jsonstream-alias": "npm:jsonstream@1.0.3" };
    const after = await observatory({
      "packages/telescope": telescope(alias, `[require("JSONStream"), require("jsonstream-alias")]`),
      ...upper,
      "node_modules/jsonstream-alias": lower,
    });
    const again = await packBundle(after, "telescope", ["--strict"]);
    expect(await runHandler(path.join(again.directory, "main.js"))).toEqual(["upper", "lower"]);
  });

  test("that differ in their scope alone lie apart as well", async () => {
    const root = await observatory({
      "packages/telescope": telescope(
        { "@Star/map": "1", "@observatory/lens": "1" },
        `[require("@Star/map"), require("@observatory/lens")]`,
      ),
      "packages/lens": lens("@star/map"),
      "node_modules/@Star/map": exporting("@Star/map@1.0.0", `"upper"`),
      "node_modules/@star/map": exporting("@star/map@1.0.0", `"lower"`),
    });
    const { directory } = await packBundle(root, "telescope", ["--strict"]);
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["upper", "lower"]);
    const names = await foldedNames(root);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("files whose names differ by case", () => {
  test("in a third-party package are packed, with one warning", async () => {
    const root = await observatory({
      "packages/telescope": telescope({ gear: "1" }, `[require("gear/A"), require("gear/a")]`),
      "node_modules/gear": {
        ...exporting("gear@1.0.0", "1"),
        "A.js": `module.exports = "A";\n`,
        "a.js": `module.exports = "a";\n`,
        "lib/caf\u00e9.js": "",
        "lib/cafe\u0301.js": "",
      },
    });
    const { directory, problems } = await packBundle(root, "telescope");
    expect(await runHandler(path.join(directory, "main.js"))).toEqual(["A", "a"]);
    expect(problems).toMatchObject([
      {
        kind: "names-collide",
        package: "gear@1.0.0",
        paths: ["A.js", "a.js", "lib/cafe\u0301.js", "lib/caf\u00e9.js"],
      },
    ]);
  });

  test.each(["telescope", "lens"])("in one of the user's own packages, %s, are an error", async (name) => {
    const root = await observatory({ [`packages/${name}/A.js`]: "", [`packages/${name}/a.js`]: "" });
    const { exitCode, stderr } = await runCommand(["telescope"], root);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/A\.js" and ".*a\.js" are the same name .* Rename one of them, or exclude it\./u);
  });
});

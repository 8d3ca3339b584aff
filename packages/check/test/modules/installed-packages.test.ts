import { fileFormat, findReferences, parseModule, readPackageJsons } from "@lambda-pack/scan";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";
import { parseSync } from "oxc-parser";
import type { EcmaScriptModule } from "oxc-parser";
import { expect, test } from "vitest";
import { checkModules } from "../../src/modules/check-modules.ts";
import { bundleOfInstalled, installed } from "./bundle-of-installed.ts";

const run = promisify(execFile);
/** Milliseconds: thousands of files are read. */
const SLOW = 120_000;
const flagsOfLambda = ["--no-experimental-require-module", "--no-experimental-detect-module"];

/** Packages of all kinds: CommonJS, ES modules, both, bundled, with native parts, generated, old and new. */
const popular = [
  ..."@octokit/rest @yarnpkg/fslib @yarnpkg/parsers acorn archiver axios bcrypt chalk debug".split(" "),
  ..."execa express fast-check fast-glob handlebars js-yaml jsonc-parser lodash micromatch minimatch".split(" "),
  ..."npm-packlist picocolors rxjs semver tar-stream tslib vitest yargs yargs-parser yauzl".split(" "),
];

test(
  "nothing is an error or a warning of popular packages that load",
  async () => {
    const opened = bundleOfInstalled(popular);
    const findings = await checkModules(opened, { runtime: "nodejs22.x" });
    expect(findings.filter(({ severity }) => severity !== "note")).toEqual([]);
  },
  SLOW,
);

test(
  "what is an error of installed packages, Node refuses to load as well",
  async () => {
    // The first ones have no code, or do not export what is asked for; the last one requires an ES module.
    const names = [
      "@octokit/types",
      "dunder-proto",
      "math-intrinsics",
      "pure-rand",
      "undici-types",
      "@changesets/write",
    ];
    for (const name of names) {
      const findings = await checkModules(bundleOfInstalled([name]), { runtime: "nodejs22.x" });
      const code = `import(${JSON.stringify(name)})`;
      const loaded = run(process.execPath, [...flagsOfLambda, "--input-type=module", "-e", code], { cwd: installed });
      await expect(loaded).rejects.toThrow(/ERR_(?:MODULE_NOT_FOUND|PACKAGE_PATH_NOT_EXPORTED|REQUIRE_ESM)/u);
      expect([name, ...findings.map(({ severity }) => severity)]).toContain("error");
    }
  },
  SLOW,
);

test(
  "another parser accepts the same files and finds the same static imports, and nothing is passed over that asks",
  async () => {
    const opened = bundleOfInstalled([]);
    const packageJsons = await readPackageJsons(opened, undefined);
    const scripts = opened.bundle.entries.filter(
      ({ kind, path }) => kind === "file" && /\.[cm]?js$/u.test(path) && path !== "index.js",
    );
    // Not all: they are thousands.
    const chosen = scripts.filter((_, index) => index % 15 === 0);
    const differences: string[] = [];
    let modules = 0;
    for (const { path } of chosen) {
      const format = fileFormat(path, packageJsons, "import") === "module" ? "module" : "commonjs";
      const text = readFileSync(join(installed, path.slice("node_modules/".length)), "utf8");
      const parsed = parseModule(text, format);
      const other = parseSync(path, text, { sourceType: format, lang: "js" });
      if ((parsed.kind === "program") !== (other.errors.length === 0)) differences.push(`${path} is ${parsed.kind}`);
      if (parsed.kind !== "program") continue;
      const references = findReferences(parsed.program, { text, format });
      // Where createRequire stands, all of a file is visited.
      const unhurried = findReferences(parsed.program, { text: `${text}// createRequire`, format });
      if (!isDeepStrictEqual(references, unhurried)) differences.push(`${path} has more than its words tell`);
      if (format !== "module") continue;
      modules += 1;
      const found = references
        .filter(({ by, when }) => by === "import" && when === "loading")
        .map(({ specifier }) => specifier);
      if (!isDeepStrictEqual(new Set(found), staticRequests(other.module)))
        differences.push(`${path} has ${found.join(" ")}`);
    }
    expect(differences).toEqual([]);
    expect(modules).toBeGreaterThan(50);
  },
  SLOW,
);

function staticRequests({ staticImports, staticExports }: EcmaScriptModule): ReadonlySet<string> {
  const requests = [...staticImports, ...staticExports.flatMap(({ entries }) => entries)];
  return new Set(requests.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []));
}

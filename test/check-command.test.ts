import { cp, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, link, pkg, withMode, writeTree } from "@lambda-pack/test-support/disk/tree";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import type { CheckReport } from "../packages/lambda-pack/src/bundle/check-report.ts";
import { observatory } from "./harness/observatory.ts";
import { runCommand } from "./harness/run-command.ts";

/** An install from nothing takes most of this. */
const timeout = 300_000;
const fixtures = path.join(import.meta.dirname, "..", "fixtures");
const require = createRequire(import.meta.url);

async function check(cwd: string, ...words: readonly string[]): Promise<{ exitCode: number; report: CheckReport }> {
  const { exitCode, stdout, stderr } = await runCommand(["check", ...words, "--json"], cwd);
  if (stderr !== "") throw new Error(stderr);
  return { exitCode, report: JSON.parse(stdout) };
}

/** Severity, kind and place of each finding. */
function listed({ findings }: CheckReport): readonly string[] {
  return findings.map((one) => {
    const place = "path" in one ? ` ${one.path}` : "";
    return `${one.severity} ${one.kind}${place}`;
  });
}

describe("the fixtures", () => {
  test.each([
    ["botland", "database"],
    // Native code, a framework and a query builder.
    ["lighthouse", "lighthouse"],
  ])(
    "nothing in %s breaks %s, which runs, and its zip tells the same",
    async (name, target) => {
      const root = path.join(temporaryDirectory(), name);
      await installFixture({ fixture: path.join(fixtures, name), into: root });
      const handler = ["--handler", "main.lambdaHandler"];
      const { exitCode, report } = await check(root, target, ...handler);
      expect({ exitCode, errors: listed(report).filter((one) => one.startsWith("error")) }).toEqual({
        exitCode: 0,
        errors: [],
      });

      const packed = await runCommand([target, "--no-stage", "--out", "bundle.zip", "--quiet"], root);
      expect(packed.stderr).toBe("");
      const ofZip = (await check(root, "bundle.zip", ...handler)).report;
      const told = new Set(listed(report));
      expect(ofZip.counts.errors).toBe(0);
      expect(listed(ofZip).filter((one) => !told.has(one))).toEqual([]);
      expect(ofZip.bundle.files).toBe(report.bundle.files);
    },
    timeout,
  );
});

test(
  "a client that has to be generated, and is not, is missed",
  async () => {
    const root = path.join(temporaryDirectory(), "lighthouse");
    await installFixture({ fixture: path.join(fixtures, "lighthouse"), into: root });
    const { exitCode, report } = await check(root, "ledger", "--handler", "main.lambdaHandler");
    expect(exitCode).toBe(1);
    expect(report.findings.filter(({ severity }) => severity === "error")).toMatchObject([
      {
        kind: "unresolved-import",
        specifier: ".prisma/client/default",
        path: "node_modules/@prisma/client/default.js",
        line: 2,
      },
    ]);
  },
  timeout,
);

describe("native packages", () => {
  test("a package with prebuilds for both processors fits either, and loses nothing when they are pruned", async () => {
    const root = await withBcrypt();
    for (const arch of ["x64", "arm64"]) {
      const { exitCode, report } = await check(root, "telescope", "--handler", "main.lambdaHandler", "--arch", arch);
      expect([exitCode, listed(report)]).toEqual([0, ["note foreign-binaries"]]);
      const handler = ["--handler", "main.lambdaHandler"];
      const pruned = await check(root, "telescope", ...handler, "--arch", arch, "--prune-platforms");
      expect(listed(pruned.report)).toEqual(["note platform-files-left-out"]);
    }
  });

  test("a zip that lacks the prebuild for the function's processor breaks it", async () => {
    const root = await withBcrypt();
    const words = ["telescope", "--no-stage", "--out", "bundle.zip", "--arch", "x64", "--prune-platforms", "--quiet"];
    expect((await runCommand(words, root)).stderr).toBe("");
    expect((await check(root, "bundle.zip", "--handler", "main.lambdaHandler", "--arch", "x64")).exitCode).toBe(0);
    const { exitCode, report } = await check(root, "bundle.zip", "--handler", "main.lambdaHandler", "--arch", "arm64");
    expect(exitCode).toBe(1);
    expect(report.findings).toMatchObject([
      {
        kind: "wrong-binary",
        severity: "error",
        package: "bcrypt@6.0.0",
        paths: ["node_modules/bcrypt/prebuilds/linux-x64/bcrypt.glibc.node"],
        madeFor: ["linux x64"],
      },
    ]);
  });

  // What a linker of our own writes is tested in packages/check; this is a real one, on most machines and on CI.
  test.runIf(hasProgram("gcc") && process.platform === "linux")(
    "an addon that was compiled here for another Node.js, and cannot find its library, is told",
    async () => {
      const root = await observatory({
        "packages/telescope": {
          "addon.c": "int focus(void); void node_register_module_v115(void) { focus(); }\n",
          "lens.c": "int focus(void) { return 1; }\n",
        },
      });
      const at = path.join(root, "packages/telescope");
      const compile = async (...words: readonly string[]) => execa("gcc", ["-shared", "-fPIC", ...words], { cwd: at });
      await compile("lens.c", "-o", "liblens.so");
      await compile("addon.c", "-o", "addon.node", "-L.", "-llens", "-Wl,-rpath,$ORIGIN/native");
      const words = ["telescope", "--handler", "main.lambdaHandler", "--arch", process.arch, "--exclude", "*.c"];

      const { exitCode, report } = await check(root, ...words, "--exclude", "liblens.so");
      expect([exitCode, report.findings]).toMatchObject([
        1,
        [
          { kind: "wrong-node-version", path: "addon.node", found: 115, expected: 127 },
          { kind: "missing-shared-library", path: "addon.node", library: "liblens.so" },
        ],
      ]);
      const fitting = await check(root, ...words, "--runtime", "nodejs20.x");
      expect(listed(fitting.report)).toEqual(["note deprecated-runtime"]);
    },
  );
});

/** With a package of this repository's own tests, as its tarball has it. */
async function withBcrypt(): Promise<string> {
  const root = await observatory({
    "packages/telescope": pkg(
      "telescope@1.0.0",
      { dependencies: { bcrypt: "^6.0.0" } },
      { "main.js": `const { hash } = require("bcrypt");\nexports.lambdaHandler = async () => hash("nova", 4);\n` },
    ),
  });
  for (const name of ["bcrypt", "node-addon-api", "node-gyp-build"]) {
    const from = path.dirname(require.resolve(`${name}/package.json`));
    await cp(from, path.join(root, "node_modules", name), { recursive: true });
  }
  return root;
}

describe.runIf(hasProgram("zip"))("a zip by Info-ZIP", () => {
  test("of a folder instead of what is in it is recognized by its handler and its root", async () => {
    const root = temporaryDirectory();
    writeTree(root, { telescope: pkg("telescope@1.0.0", {}, { "main.js": "exports.handler = async () => 1;\n" }) });
    await execa("zip", ["-qr", "bundle.zip", "telescope"], { cwd: root });
    const { exitCode, report } = await check(root, "bundle.zip", "--handler", "main.handler");
    expect(exitCode).toBe(1);
    expect(report.findings).toMatchObject([
      { kind: "handler-missing", severity: "error", folder: "telescope" },
      { kind: "no-package", severity: "error", folder: "telescope" },
    ]);
  });

  test("with modes, links, names and secrets that a pack would not have written", async () => {
    const root = temporaryDirectory();
    writeTree(path.join(root, "telescope"), {
      ...pkg("telescope@1.0.0"),
      "main.js": "exports.handler = async () => 1;\n",
      "MAIN.js": "",
      "private.js": withMode(0o600, ""),
      "here.js": link("main.js"),
      "gone.js": link("nowhere.js"),
      "hosts.js": link("/etc/hosts"),
      ".env": "TOKEN=nova\n",
    });
    await execa("zip", ["-qry", "../bundle.zip", "."], { cwd: path.join(root, "telescope") });
    const { exitCode, report } = await check(root, "bundle.zip", "--handler", "main.handler");
    expect(exitCode).toBe(1);
    expect(listed(report)).toEqual([
      "error bad-link hosts.js",
      "error unreadable-mode private.js",
      "warning bad-link gone.js",
      "warning colliding-names",
      "warning secret-in-bundle",
      "note link-entry here.js",
    ]);
  });
});

test("every kind that is found here has a page", async () => {
  const root = await observatory({ "packages/telescope/main.js": "require('./gone.js');\n" });
  const { report } = await check(root, "telescope");
  const pages = report.findings.map(({ kind }) => path.join(import.meta.dirname, "../docs/problems", `${kind}.md`));
  expect(pages).toHaveLength(1);
  for (const page of pages) expect(await readFile(page, "utf8")).toContain("## What to do");
});

test("a check writes nothing", async () => {
  const root = await observatory();
  const before = await execa("find", [".", "-printf", "%p %T@ %s\n"], { cwd: root });
  await check(root, "telescope", "--handler", "main.lambdaHandler");
  expect((await execa("find", [".", "-printf", "%p %T@ %s\n"], { cwd: root })).stdout).toBe(before.stdout);
});

test("a workspace whose package needs a newer Node.js than the runtime is warned", async () => {
  const root = await observatory({
    "packages/telescope/package.json": json({
      name: "telescope",
      version: "1.0.0",
      main: "main.js",
      engines: { node: ">=24" },
      dependencies: { "@observatory/lens": "^1.0.0", prism: "^2.0.0" },
    }),
  });
  const { exitCode, report } = await check(root, "telescope");
  expect([exitCode, listed(report)]).toEqual([0, ["warning engines-mismatch"]]);
  expect((await check(root, "telescope", "--strict")).exitCode).toBe(1);
  expect((await check(root, "telescope", "--runtime", "nodejs24.x", "--strict")).exitCode).toBe(0);
});

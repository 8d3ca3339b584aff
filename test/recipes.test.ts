import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { remove } from "fs-extra/esm";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPublished } from "./recipes/build-published.ts";
import { readRecipes } from "./recipes/read-recipes.ts";
import { tryRecipe } from "./recipes/try-recipe.ts";
import type { RecipeSite } from "./recipes/try-recipe.ts";

type TriedRecipe = RecipeSite & { readonly printed: string };

/** What must hold after the commands of a section of docs/recipes.md have run without a failure. */
const outcomes: Readonly<Record<string, (tried: TriedRecipe) => Promise<void>>> = {
  "Deploy only what has changed": async ({ root, run, awsCalls, breakFunction }) => {
    const zip = path.join(root, ".lambda-pack", "database.zip");
    const first = await awsCalls();
    expect(first.map((call) => call.split(" ")[1])).toEqual([
      "get-function-configuration",
      "update-function-code",
      "wait",
      "invoke",
    ]);
    expect(first[1]).toContain(`--function-name botland-database --zip-file fileb://${zip} `);

    await breakFunction();
    const again = await run("scripts/deploy.sh database botland-database");
    expect(again.stdout).toMatch(/^botland-database is up to date: .*\n.*"no such table"/u);
    expect(again).toMatchObject({ exitCode: 1, stderr: "botland-database answers with an error: Unhandled" });
    const second = (await awsCalls()).slice(first.length);
    expect(second.map((call) => call.split(" ")[1])).toEqual(["get-function-configuration", "invoke"]);

    await rm(path.join(root, "node_modules", "lodash"), { recursive: true });
    const failed = await run("scripts/deploy.sh database botland-database");
    expect(failed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("lodash") });
    expect(await awsCalls()).toHaveLength(first.length + second.length);
  },

  "Check a pull request": async ({ root, printed, run }) => {
    expect(printed).toMatch(/^### `\.lambda-pack\/base\/database\.zip` and `database` differ: /u);
    expect(printed).toContain("| `tslib` | added 2.8.1 |");
    expect(printed).toMatch(/\nChecked database 1\.0\.0 for nodejs22\.x on x64: no findings\n/u);

    await rm(path.join(root, "node_modules", "lodash"), { recursive: true });
    const failed = await run("bash scripts/compare-bundles.sh ../base database");
    expect(failed).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("lodash") });
  },

  "Run it first": async ({ root, printed, run }) => {
    expect(printed).toContain("Packed database 1.0.0 ");
    expect(printed).toContain('"ExecutedVersion": "$LATEST"');
    expect(await readFile(path.join(root, "answer.json"), "utf8")).toBe("1");
    const failed = await run("npx lambda-pack invoke database --handler main.lambdaHandler");
    expect(failed).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("imports tslib, which package.json"),
    });
  },

  "Zips above 50 MB": async ({ root, awsCalls }) => {
    const { archive } = (await readReport(path.join(root, "report.json")))[0] ?? {};
    const key = `lambda/${archive?.sha256}.zip`;
    const [copy, update] = await awsCalls();
    expect(copy).toBe(`s3 cp --only-show-errors ${archive?.file} s3://botland-deployments/${key}`);
    expect(update).toContain(`--s3-bucket botland-deployments --s3-key ${key} `);
  },

  Terraform: async ({ root }) => {
    const [pack] = await readReport(path.join(root, "terraform", "database.json"));
    expect(pack?.archive?.codeSha256).toMatch(/^[\w+/]{43}=$/u);
  },

  "Container image": async ({ run }) => {
    const { stdout } = await run("ls -A .lambda-pack && mkdir image && tar -xf .lambda-pack/database.tar -C image");
    expect(stdout.split("\n")).toEqual([".gitignore", "database.tar", "database.tar.packindex"]);
    const handled = await run(
      `cd image && node -e 'require("./main.js").lambdaHandler({}).then((answer) => console.log(JSON.stringify(answer)))'`,
    );
    expect(JSON.parse(handled.stdout)).toMatchObject({ success: true });
  },

  "npm hooks": async ({ root, printed }) => {
    expect(printed.trim()).toBe("database-1.0.0.tgz");
    expect(await packedPackages(root, "database")).toEqual(["@botland/shared", "knex", "lodash", "semver"]);
  },

  "lerna run": async ({ root }) => {
    expect(await packedPackages(root, "database")).toEqual(["@botland/shared", "knex", "lodash", "semver"]);
  },

  "Several functions": async ({ root, printed }) => {
    const reported = printed.trimEnd().split("\n").slice(-2);
    expect(reported.map((line) => line.split(" ")[0])).toEqual(["lambda-start", "lambda-stop"]);
    const packs = await readReport(path.join(root, "report.json"));
    expect(packs.map(({ platform }) => platform.arch)).toEqual(["x64", "arm64"]);
    expect(await packedPackages(root, "lambda-stop")).toEqual(["lodash"]);
  },

  "From your own code": async ({ root, printed, run }) => {
    expect(
      printed
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(["lambda-start", "lambda-stop"]);
    expect(await packedPackages(root, "lambda-start")).toEqual(["semver"]);

    await rm(path.join(root, "node_modules", "lodash"), { recursive: true });
    const failed = await run("node scripts/pack-functions.mjs");
    expect(failed).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^DEPENDENCY_NOT_INSTALLED: .*lodash/u),
    });
  },

  arm64: async ({ printed, awsCalls }) => {
    expect(printed).toContain("for nodejs22.x on arm64");
    expect((await awsCalls())[0]).toContain(" --architectures arm64 ");
  },

  "Lambda@Edge": async ({ root, printed }) => {
    expect(await packedFiles(root, "edge-redirect")).toEqual(["index.js", "package.json"]);
    expect(printed).toContain("of the 1.0 MiB allowed");
    expect(printed.trimEnd()).toMatch(/arn:aws:lambda:us-east-1:.*:7$/u);
  },

  "A layer": async ({ root }) => {
    expect(await packedFiles(root, "deps-layer")).toEqual([
      "nodejs/node_modules/lodash/index.js",
      "nodejs/node_modules/lodash/package.json",
      "nodejs/package.json",
    ]);
    expect(await packedPackages(root, "database")).toEqual(["@botland/shared", "knex", "semver"]);
  },

  TypeScript: async ({ root, run }) => {
    expect(await packedFiles(root, "api")).toEqual(["dist/handler.js", "package.json"]);

    await rm(path.join(root, "packages", "api", "dist"), { recursive: true });
    const unbuilt = await run("npx lambda-pack api --strict");
    expect(unbuilt).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/Run .*\bbuild\b.*, and pack again/u) });
  },

  Prisma: async ({ root, printed }) => {
    const client = "node_modules/.prisma/client";
    expect((await packedFiles(root, "orders")).filter((file) => file.startsWith(client))).toEqual([
      `${client}/index.js`,
      `${client}/libquery_engine-rhel-openssl-3.0.x.so.node`,
      `${client}/package.json`,
    ]);
    expect(printed).not.toMatch(/problem/u);
  },

  "Bundle with esbuild, keep a few packages": async ({ root, run }) => {
    expect(await packedPackages(root, "database")).toEqual(["knex"]);
    expect(await packedFiles(root, "database")).toContain("dist/main.js");
    const answer = await run("npx lambda-pack invoke database --handler dist/main.lambdaHandler --quiet");
    expect(JSON.parse(answer.stdout)).toEqual({ success: true, tslib: "2.8.1" });
    const wrong = await run("npx lambda-pack database --only-package knx");
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("knx (did you mean knex?)") });
  },

  "Phantom dependencies": async ({ printed, run }) => {
    expect(printed.trimEnd()).toMatch(/\{ success: true, tslib: '2\.8\.1' \}$/u);

    const without = `
      npx lambda-pack database --quiet
      mkdir ../task && cp -R .lambda-pack/database/. ../task && cd ../task
      node -e 'require("./main.js").lambdaHandler({})'`;
    expect(await run(without)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("Cannot find module") });
  },

  "Without the AWS SDK": async ({ root, printed }) => {
    expect(await packedPackages(root, "uploads")).toEqual(["tslib"]);
    expect(printed).not.toMatch(/problem/u);
  },

  "Leaving files out": async ({ root, printed }) => {
    expect(printed).not.toMatch(/problem/u);
    const files = await packedFiles(root, "database");
    expect(files).toContain("node_modules/knex/lib/tables.js");
    expect(files.filter((file) => /\.test\.js$|\.d\.ts$/u.test(file))).toEqual([]);
  },

  "Why is this package in the zip": async ({ printed }) => {
    expect(printed).toContain("packages/shared/package.json");
    expect(printed.trimEnd()).toMatch(/\ndatabase@1\.0\.0 > @botland\/shared@1\.0\.0 > semver@7\.6\.3$/u);
  },
};

const recipes = await readRecipes();
let directory = "";
let published = "";

beforeAll(async () => {
  directory = makeTemporaryDirectory();
  published = await buildPublished(path.join(directory, "tool"));
});

afterAll(() => remove(directory));

test("every recipe with commands is tried out", () => {
  expect([...recipes.keys()].toSorted()).toEqual(Object.keys(outcomes).toSorted());
});

describe.concurrent("the recipe", { timeout: 120_000 }, () => {
  test.each([...recipes])("%s works as written", async (heading, steps) => {
    const checkOutcome = outcomes[heading];
    expect(checkOutcome).toBeDefined();
    await checkOutcome?.(await tryRecipe(steps, { directory: path.join(directory, "sites"), published }));
  });
});

interface PackOfReport {
  readonly platform: { readonly arch: string };
  readonly archive?: { readonly file: string; readonly sha256: string; readonly codeSha256: string };
}

async function readReport(file: string): Promise<readonly PackOfReport[]> {
  const { packs }: { readonly packs: readonly PackOfReport[] } = JSON.parse(await readFile(file, "utf8"));
  return packs;
}

async function packedFiles(root: string, name: string): Promise<readonly string[]> {
  const entries = await listZip(path.join(root, ".lambda-pack", `${name}.zip`));
  return entries.map((entry) => entry.name);
}

/** Names of the packages at the top of the bundle's node_modules. */
async function packedPackages(root: string, name: string): Promise<readonly string[]> {
  const found = (await packedFiles(root, name)).map((file) => /^node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/u.exec(file));
  return [...new Set(found.flatMap((match) => match?.groups?.["name"] ?? []))];
}

import { describe, expect, test } from "vitest";

import { list, pathsOf } from "../list.ts";
import { manifest } from "../manifest.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

const importer = { importer: true } as const;

function database(content: Tree): string {
  return tree({ packages: { database: { "package.json": "{}", "main.js": "", ...content } } });
}

function files(...patterns: readonly string[]) {
  return { ...importer, manifest: manifest({ files: patterns }) };
}

function note(...paths: readonly string[]) {
  return { kind: "leftovers-left-out", leftOut: [{ package: "database@1.0.0", paths }] };
}

const left: Tree = {
  ".turbo": { "turbo-build.log": "" },
  ".nx": { "cache/1.hash": "" },
  "tsconfig.tsbuildinfo": "",
  ".eslintcache": "",
  "cdk.out": { "asset.1": { "index.js": "", "package.json": "{}" } },
  ".serverless": { "database.zip": "" },
  ".aws-sam": { build: { "x.js": "" } },
  ".terraform": { "providers/big": "", "terraform.tfstate": "" },
  ".next": { cache: { "1.pack": "" }, server: { "page.js": "" } },
  ".cache": { puppeteer: { chrome: "" }, prettier: { a: "" } },
  coverage: { "lcov.info": "", "lcov-report/index.html": "" },
  "yarn-error.log": "",
  lib: { "a.js": "", "tsconfig.build.tsbuildinfo": "", ".turbo/turbo-build.log": "" },
};

const leftNames = [
  ".aws-sam",
  ".cache/prettier",
  ".eslintcache",
  ".next/cache",
  ".nx",
  ".serverless",
  ".terraform",
  ".turbo",
  "cdk.out",
  "coverage",
  "lib/.turbo",
  "lib/tsconfig.build.tsbuildinfo",
  "tsconfig.tsbuildinfo",
  "yarn-error.log",
];

describe("what tools have left in an importer", () => {
  test("is left out with one note, and what lies beside it stays", async () => {
    const listed = await list(database(left), importer);
    expect(pathsOf(listed)).toEqual([
      ".cache/puppeteer/chrome",
      ".next/server/page.js",
      "lib/a.js",
      "main.js",
      "package.json",
    ]);
    const [only, ...others] = listed.problems;
    expect(others).toEqual([]);
    expect(only?.kind === "leftovers-left-out" && only.leftOut[0]?.paths.toSorted()).toEqual(leftNames);
  });

  test("comes back by include, in part as well", async () => {
    const root = database({ "cdk.out": { "a.js": "", "b.js": "" }, ".turbo/log": "" });
    const listed = await list(root, { ...importer, include: ["cdk.out/a.js", ".turbo/**"] });
    expect(pathsOf(listed)).toEqual([".turbo/log", "cdk.out/a.js", "main.js", "package.json"]);
    expect(listed.problems).toEqual([note("cdk.out")]);
    const excluded = await list(root, { ...importer, exclude: ["cdk.out/**"] });
    expect(excluded.problems).toEqual([note(".turbo")]);
  });

  test("is content where files names it itself, and not where a folder or pattern only contains it", async () => {
    const root = database({
      "cdk.out": { "a.js": "" },
      dist: { "a.js": "", "a.tsbuildinfo": "", ".turbo/log": "" },
    });
    expect((await list(root, files("dist"))).problems).toEqual([note("dist/.turbo", "dist/a.tsbuildinfo")]);
    expect(pathsOf(await list(root, files("dist", "cdk.out")))).toEqual(["cdk.out/a.js", "dist/a.js", "package.json"]);
    expect(pathsOf(await list(root, files("./cdk.out/", "dist/*.tsbuildinfo")))).toEqual([
      "cdk.out/a.js",
      "dist/a.tsbuildinfo",
      "package.json",
    ]);
    expect(pathsOf(await list(root, files("*", "!dist/a.js")))).toEqual(["main.js", "package.json"]);
  });

  test("is content where main, a command or the handler lies in it", async () => {
    const root = database({ ".webpack": { "service/main.js": "", "stats.json": "" }, ".esbuild": { "x.js": "" } });
    const all = [".webpack/service/main.js", ".webpack/stats.json", "main.js", "package.json"];
    for (const fields of [{ main: "./.webpack/service/main" }, { bin: [".webpack/service/main.js"] }]) {
      const listed = await list(root, { ...importer, manifest: manifest(fields) });
      expect(pathsOf(listed)).toEqual(all);
      expect(listed.problems).toEqual([note(".esbuild")]);
    }
    expect(
      pathsOf(await list(root, { ...importer, handlers: ["index.handler", ".webpack/service/main.handler"] })),
    ).toEqual(all);
  });

  test("does not count in names that only look like it, nor a folder coverage without a report", async () => {
    const paths = [
      ".cache/data.json",
      "cdk.out.js",
      "coverage/index.js",
      "lib/coverage/lcov.info",
      "next/cache/a.js",
      "turbo/a.js",
    ];
    const listed = await list(database(Object.fromEntries(paths.map((path) => [path, ""]))), importer);
    expect(pathsOf(listed)).toEqual([...paths, "main.js", "package.json"].toSorted());
    expect(listed.problems).toEqual([]);
  });

  test("with passwords in it is a secret", async () => {
    const root = database({
      "terraform.tfstate": "",
      "terraform.tfstate.backup": "",
      "infra/terraform.tfstate.d/prod/terraform.tfstate": "",
      "infra/prod.auto.tfvars": "",
      "infra/dev.tfvars.json": "",
      "infra/example.tfvars.sample": "",
      "infra/main.tf": "",
      ".pulumi/stacks/dev.json": "",
    });
    const listed = await list(root, importer);
    expect(pathsOf(listed)).toEqual(["infra/example.tfvars.sample", "infra/main.tf", "main.js", "package.json"]);
    expect(listed.problems).toEqual([
      {
        kind: "secret-left-out",
        package: "database@1.0.0",
        paths: [
          ".pulumi",
          "infra/dev.tfvars.json",
          "infra/prod.auto.tfvars",
          "infra/terraform.tfstate.d",
          "terraform.tfstate",
          "terraform.tfstate.backup",
        ],
      },
    ]);
  });
});

test("a third-party package keeps all of it", async () => {
  const root = tree({ node_modules: { lodash: { "package.json": "{}", ...left } } });
  const listed = await list(root, { importer: false });
  expect(pathsOf(listed)).toContain("cdk.out/asset.1/index.js");
  expect(pathsOf(listed)).toContain("tsconfig.tsbuildinfo");
  expect(listed.problems).toEqual([]);
});

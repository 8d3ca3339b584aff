import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { pkg } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { exporting, telescope } from "./harness/exporting.ts";
import { observatory } from "./harness/observatory.ts";
import { packBundle } from "./harness/pack-bundle.ts";
import { runCommand } from "./harness/run-command.ts";
import { pack } from "../packages/lambda-pack/src/index.ts";

/**
 * Two packages share the older one of two versions, so that there is one directory and a link to it, or two copies. Each of them loads
 * another file of it, and nobody a third.
 */
function shared(): Promise<string> {
  return observatory({
    "packages/telescope": telescope(
      { clock: "2", sun: "1", moon: "1" },
      `[require("clock/package.json").version, require("sun")(), require("moon")()]`,
    ),
    "packages/telescope/node_modules/clock": clock("2.0.0"),
    "node_modules/clock": clock("1.0.0"),
    "node_modules/sun": needing("sun", "day"),
    "node_modules/moon": needing("moon", "night"),
  });
}

function clock(version: string): Tree {
  return pkg(
    `clock@${version}`,
    {},
    {
      "index.js": "exports.count = 0;\n",
      "lib/day.js": 'exports.count = ++require("..").count;\n',
      "lib/night.js": 'exports.count = ++require("..").count;\n',
      "lib/never.js": "",
      "index.d.ts": "",
    },
  );
}

function needing(name: string, file: string): Tree {
  return exporting(
    `${name}@1.0.0`,
    `() => [require("clock/package.json").version, require("clock/lib/${file}").count]`,
    {
      dependencies: { clock: "1" },
    },
  );
}

async function listed(cwd: string): Promise<readonly string[]> {
  return (await execa("find", [".", "-type", "f"], { cwd })).stdout.split("\n").toSorted();
}

async function answerOf(directory: string): Promise<unknown> {
  return await runHandler(path.join(directory, "main.js"));
}

describe("one version in several places", () => {
  test.each([
    ["as one directory with a link", [], ["2.0.0", ["1.0.0", 1], ["1.0.0", 2]]],
    ["as copies", ["--no-links"], ["2.0.0", ["1.0.0", 1], ["1.0.0", 1]]],
  ])("%s", async (_, options, answer) => {
    const root = await shared();
    const whole = await packBundle(root, "telescope", options);
    expect(await answerOf(whole.directory)).toEqual(answer);
    const trimmed = await packBundle(root, "telescope", [...options, "--trim=reachable"]);
    expect(await answerOf(trimmed.directory)).toEqual(answer);
    const { trim } = await pack({ cwd: root, target: "telescope", trim: "reachable", dryRun: true });
    expect(trim?.whole).toEqual([]);
    for (const at of [
      "node_modules/clock",
      "node_modules/sun/node_modules/clock",
      "node_modules/moon/node_modules/clock",
    ]) {
      expect(existsSync(path.join(trimmed.directory, at, "lib", "never.js"))).toBe(false);
      expect(existsSync(path.join(trimmed.directory, at, "index.d.ts"))).toBe(false);
    }
  });
});

test.each(["tar", "tar.gz"])("a %s for a container image has what a zip has", async (format) => {
  const root = await shared();
  const { directory } = await packBundle(root, "telescope", ["--trim=reachable"]);
  const out = path.join(root, ".lambda-pack", `image.${format}`);
  const run = await runCommand(
    ["telescope", "--trim=reachable", "--format", format, "--out", out, "--no-stage", "--quiet"],
    root,
  );
  expect(run).toMatchObject({ exitCode: 0 });
  const image = path.join(temporaryDirectory(), "image");
  await mkdir(image);
  await execa("tar", ["-xf", out, "-C", image]);
  expect(await answerOf(image)).toEqual(await answerOf(directory));
  expect(await listed(image)).toEqual(await listed(directory));
});

describe("a target in TypeScript", () => {
  const files = {
    "packages/telescope": pkg(
      "telescope@1.0.0",
      { main: "main.js", dependencies: { "@observatory/lens": "^1.0.0", prism: "^2.0.0", dome: "1" } },
      {
        "main.js": "exports.lambdaHandler = async () => (await import('./look.ts')).look();\n",
        "look.ts": "import { version } from 'dome/lib/deep.js';\nexport const look = (): string => version;\n",
        "look.d.ts": "",
      },
    ),
    "node_modules/dome": pkg(
      "dome@1.0.0",
      {},
      { "index.js": "", "lib/deep.js": "exports.version = 1;\n", "index.d.ts": "" },
    ),
  };

  test("that the runtime loads: what the package depends on is whole, and the report says why", async () => {
    const cwd = await observatory(files);
    const { trim } = await pack({ cwd, target: "telescope", trim: "reachable", runtime: "nodejs24.x", dryRun: true });
    const unread = { reason: "unread", from: "look.ts" };
    expect(trim?.whole).toMatchObject([
      { package: "dome@1.0.0", ...unread },
      { package: "prism@2.1.0", ...unread },
    ]);
    expect(trim?.left).toEqual([{ reason: "declaration", files: 1, bytes: 0 }]);
  });

  test("that the runtime does not load: what JavaScript leads to", async () => {
    const cwd = await observatory(files);
    const { trim } = await pack({ cwd, target: "telescope", trim: "reachable", runtime: "nodejs20.x", dryRun: true });
    expect(trim?.leftPackages).toEqual(["dome@1.0.0", "prism@2.1.0"]);
  });

  test("that is all there is, for a runtime that does not load it: everything stays", async () => {
    const cwd = await observatory({
      ...files,
      "packages/telescope": pkg(
        "telescope@1.0.0",
        { dependencies: { dome: "1" }, lambdaPack: { problems: { "only-typescript": "warning" } } },
        { "main.js": "", "look.ts": "import 'dome'" },
      ),
    });
    await execa("rm", ["packages/telescope/main.js"], { cwd });
    const { trim } = await pack({ cwd, target: "telescope", trim: "reachable", runtime: "nodejs20.x", dryRun: true });
    expect(trim?.whole).toMatchObject([{ package: "dome@1.0.0", reason: "no-entry" }]);
  });
});

import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { isPackError } from "@lambda-pack/model";
import { expect, onTestFinished, test, vi } from "vitest";
import { pack } from "../../src/pack/pack.ts";
import { serveFunction } from "../../src/run/serve-function.ts";
import type { ServeRequest } from "../../src/run/serve-function.ts";
import { botland } from "../botland.ts";

/** Where sandboxes are made. */
let temporary = "";

function stubTemporary(): void {
  temporary = temporaryDirectory();
  vi.stubEnv("TMPDIR", temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
}

/** `database` answers with what `@botland/shared` and its own files say. */
async function site(): Promise<string> {
  const cwd = await botland({
    "packages/database/package.json": {
      name: "@botland/database",
      version: "1.0.0",
      dependencies: { "left-pad": "^1.3.0", "@botland/shared": "^1.0.0" },
    },
    "packages/database/index.js": "exports.handler = async () => require('@botland/shared').color;\n",
    "packages/shared/index.js": "exports.color = 'red';\n",
  });
  await mkdir(join(cwd, "node_modules/@botland"));
  await symlink("../../packages/shared", join(cwd, "node_modules/@botland/shared"));
  return cwd;
}

async function serve(cwd: string, options: Partial<ServeRequest> = {}) {
  const reported: string[] = [];
  stubTemporary();
  const served = await serveFunction({
    arg: "database",
    cwd,
    given: { where: "on the command line", settings: {}, faults: [] },
    run: {
      cwd,
      env: [],
      envFile: undefined,
      timeout: 10,
      memory: 256,
      node: undefined,
      credentials: {},
      inspect: undefined,
      record: undefined,
    },
    watch: true,
    onUnpack: () => undefined,
    onLog: () => undefined,
    onHandlerFailed: ({ payload }) => reported.push(payload.toString()),
    onChanged: (name) => reported.push(`${name} changed`),
    onFailed: (error) => reported.push(isPackError(error) ? error.code : String(error)),
    ...options,
  });
  onTestFinished(served.close);
  return {
    ...served,
    reported,
    ask: async (): Promise<unknown> => {
      const { payload } = await served.invoke({ event: Buffer.from("{}") });
      return JSON.parse(payload.toString());
    },
    /** Waits until so many changes have been reported. */
    changes: async (count: number) => {
      await expect.poll(() => reported.length, { timeout: 8000, interval: 10 }).toBe(count);
    },
  };
}

test("a change of the package or of a sibling that it needs is served by the next invoke", async () => {
  const cwd = await site();
  const { ask, changes, reported, name } = await serve(cwd);
  expect([name, await ask()]).toEqual(["database", "red"]);
  await writeFile(join(cwd, "packages/shared/index.js"), "exports.color = 'green';\n");
  await changes(1);
  expect(await ask()).toBe("green");
  await mkdir(join(cwd, "packages/database/lib"));
  await writeFile(join(cwd, "packages/database/lib/tint.js"), "module.exports = 'blue';\n");
  await writeFile(join(cwd, "packages/database/next.js"), "exports.handler = async () => require('./lib/tint');\n");
  await rename(join(cwd, "packages/database/next.js"), join(cwd, "packages/database/index.js"));
  await changes(2);
  expect(await ask()).toBe("blue");
  await writeFile(join(cwd, "packages/database/lib/tint.js"), "module.exports = 'violet';\n");
  await changes(3);
  expect(await ask()).toBe("violet");
  expect(reported).toEqual(Array.from({ length: 3 }, () => "database changed"));
});

test("many changes that follow each other are one", async () => {
  const cwd = await site();
  const { ask, changes, reported } = await serve(cwd);
  for (let time = 0; time < 30; time++) {
    await writeFile(join(cwd, "packages/shared/index.js"), `exports.color = ${time};\n`);
    await setTimeout(10);
  }
  await changes(1);
  expect(await ask()).toBe(29);
  await setTimeout(400);
  expect(reported).toHaveLength(1);
});

test("what does not get into the bundle is not listened to", async () => {
  const cwd = await site();
  const settings = { out: "packages/database/out/bundle.zip", stageDir: "packages/database/staged" };
  await writeFile(
    join(cwd, "lambda-pack.config.json"),
    JSON.stringify({ packages: { "@botland/database": settings } }),
  );
  const { reported } = await serve(cwd);
  await mkdir(join(cwd, "packages/database/out"));
  // A new directory could hold sources.
  await expect.poll(() => reported.length, { timeout: 8000 }).toBe(1);
  for (const path of ["node_modules/new", ".git/objects", ".lambda-pack/database", ".cache/rust"]) {
    await mkdir(join(cwd, "packages/database", path), { recursive: true });
    await writeFile(join(cwd, "packages/database", path, "index.js"), "1");
  }
  await pack({ cwd, target: "database" });
  await writeFile(join(cwd, "packages/mailer/index.js"), "1");
  await mkdir(join(cwd, "node_modules/left-pad/lib"));
  await setTimeout(600);
  expect(reported).toHaveLength(1);
});

test("what cannot be planned is reported once, fails invokes, and the next good change fixes it", async () => {
  const cwd = await site();
  const { ask, changes, reported } = await serve(cwd);
  const manifest = join(cwd, "packages/shared/package.json");
  await writeFile(manifest, '{ "name": ');
  await changes(1);
  await expect(ask()).rejects.toMatchObject({ code: "MANIFEST_INVALID" });
  const fields = { name: "@botland/shared", version: "1.0.0" };
  await writeFile(manifest, JSON.stringify({ ...fields, dependencies: { paint: "^1.0.0" } }));
  await changes(2);
  await expect(ask()).rejects.toMatchObject({ code: "DEPENDENCY_NOT_INSTALLED" });
  await writeFile(manifest, JSON.stringify(fields));
  await changes(3);
  expect(await ask()).toBe("red");
  expect(reported).toEqual(["MANIFEST_INVALID", "DEPENDENCY_NOT_INSTALLED", "database changed"]);
});

test("a sibling that is needed from now on is watched too, and what an install adds", async () => {
  const cwd = await site();
  const { ask, changes } = await serve(cwd);
  await writeFile(
    join(cwd, "packages/database/package.json"),
    JSON.stringify({ name: "@botland/database", version: "1.0.0", dependencies: { "@botland/mailer": "2.0.0" } }),
  );
  await writeFile(
    join(cwd, "packages/database/index.js"),
    "exports.handler = async () => require('@botland/mailer').handler();",
  );
  await changes(1);
  await expect(ask()).rejects.toMatchObject({ code: "DEPENDENCY_NOT_INSTALLED" });
  // As `yarn install` does.
  await symlink("../../packages/mailer", join(cwd, "node_modules/@botland/mailer"));
  await writeFile(join(cwd, "node_modules/.yarn-integrity"), "{}");
  await changes(2);
  expect(await ask()).toBe("sent");
  await writeFile(join(cwd, "packages/mailer/index.js"), "exports.handler = async () => 'sent again';");
  await changes(3);
  expect(await ask()).toBe("sent again");
});

const waits = (color: string): string =>
  `exports.handler = async () => { await new Promise((resolve) => setTimeout(resolve, 1500)); return '${color}'; };`;

test("an invoke waits while it is opened again, and one that is under way ends with what it began with", async () => {
  const cwd = await site();
  const index = join(cwd, "packages/database/index.js");
  await writeFile(index, waits("old"));
  const { ask, changes } = await serve(cwd);
  const early = ask();
  await setTimeout(700);
  await writeFile(index, waits("new"));
  await changes(1);
  const late = ask();
  expect(await Promise.all([early, late])).toEqual(["old", "new"]);
  await expect.poll(async () => readdir(temporary), { timeout: 5000 }).toHaveLength(1);
});

test("without --watch nothing is listened to", async () => {
  const cwd = await site();
  const { ask, reported } = await serve(cwd, { watch: false });
  await writeFile(join(cwd, "packages/shared/index.js"), "exports.color = 'green';\n");
  await setTimeout(500);
  expect([await ask(), reported]).toEqual(["red", []]);
});

test("a zip is read once: it may be removed while it is served", async () => {
  const cwd = await site();
  await pack({ cwd, target: "database", out: join(cwd, "bundle-1.0.zip"), stage: false });
  const { ask, name } = await serve(cwd, { arg: "bundle-1.0.zip" });
  await rm(join(cwd, "bundle-1.0.zip"));
  expect([name, await ask(), await ask()]).toEqual(["bundle-1.0", "red", "red"]);
});

function watchers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "FSEventWrap").length;
}

test("nothing is left at the end, whenever that is", async () => {
  const cwd = await site();
  const before = watchers();
  const { close, ask } = await serve(cwd);
  await ask();
  expect(watchers()).toBeGreaterThan(before);
  const asked = ask().catch((error: unknown) => error);
  await writeFile(join(cwd, "packages/shared/index.js"), "exports.color = 'green';\n");
  await setTimeout(210);
  await close();
  await asked;
  expect([await readdir(temporary), watchers()]).toEqual([[], before]);
  await expect(ask()).rejects.toMatchObject({ code: "INTERRUPTED" });
});

test("one that cannot be opened the first time leaves nothing", async () => {
  const cwd = await botland();
  await rm(join(cwd, "node_modules"), { recursive: true });
  await expect(serve(cwd)).rejects.toMatchObject({ code: "DEPENDENCY_NOT_INSTALLED" });
  expect(await readdir(temporary)).toEqual([]);
});

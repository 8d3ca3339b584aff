import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { fakeIo } from "../fake-io.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Where functions are unpacked in these tests. */
let temporary = "";

beforeEach(async () => {
  const root = tree({});
  temporary = join(root, "tmp");
  await mkdir(temporary);
});

async function run(argv: readonly string[], cwd: string, signal = new AbortController().signal) {
  const io = fakeIo({ cwd, signal });
  vi.stubEnv("TMPDIR", temporary);
  const code = await main(argv, io);
  vi.unstubAllEnvs();
  expect(await readdir(temporary)).toEqual([]);
  return { code, out: io.out(), err: io.err() };
}

const source = "packages/database/index.js";
const zip = ".lambda-pack/@botland/database.zip";
const broken = "require('right-pad');\n";

/** A monorepo with a zip of the database, the source of which is broken afterwards. */
async function packedThenBroken(): Promise<{ readonly cwd: string; readonly earlier: Buffer }> {
  const cwd = await botland();
  expect((await run(["database", "--smoke", "--quiet"], cwd)).code).toBe(0);
  const earlier = await readFile(join(cwd, zip));
  await writeFile(join(cwd, source), broken);
  return { cwd, earlier };
}

/** The files of a mailer with these settings, whose handler is `index.send`. */
function mailerWith(lambdaPack: object) {
  return {
    "packages/mailer/package.json": { name: "@botland/mailer", version: "2.0.0", lambdaPack },
    "packages/mailer/index.js": "exports.send = async () => 1;",
  };
}

/** All that there is below a directory. */
async function listed(directory: string): Promise<readonly string[]> {
  return existsSync(directory) ? (await readdir(directory, { recursive: true })).toSorted() : [];
}

test("a zip whose handler can be loaded is put in place, and the handler is not invoked", async () => {
  const cwd = await botland({
    [source]: "exports.handler = async () => require('node:fs').writeFileSync('/dev/null/never', '');",
  });
  expect(await run(["database", "--smoke", "--quiet"], cwd)).toEqual({ code: 0, out: "", err: "" });
  expect(existsSync(join(cwd, zip))).toBe(true);
});

test("a handler that cannot be loaded fails the pack with 1, and leaves the earlier outputs as they were", async () => {
  const { cwd, earlier } = await packedThenBroken();
  const before = await listed(join(cwd, ".lambda-pack"));
  const { code, out, err } = await run(["database", "--smoke"], cwd);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toBe(
    "lambda-pack: The handler index.handler of @botland/database cannot be loaded from the zip: Runtime.ImportModuleError: Error: Cannot find module 'right-pad'. index.js of @botland/database@1.0.0 imports right-pad, which package.json should declare in its dependencies.\n",
  );
  expect((await readFile(join(cwd, zip))).equals(earlier)).toBe(true);
  expect(await listed(join(cwd, ".lambda-pack"))).toEqual(before);
  expect(await readFile(join(cwd, ".lambda-pack/@botland/database/index.js"), "utf8")).not.toBe(broken);
});

test("the first pack leaves nothing when its handler cannot be loaded", async () => {
  const cwd = await botland({ [source]: broken });
  expect((await run(["database", "--smoke", "--quiet"], cwd)).code).toBe(1);
  expect(await listed(join(cwd, ".lambda-pack/@botland"))).toEqual([]);
});

test("a zip that is there unchanged is loaded as well, and stays", async () => {
  const cwd = await botland({ [source]: broken });
  expect((await run(["database", "--quiet"], cwd)).code).toBe(0);
  const earlier = await readFile(join(cwd, zip));
  expect((await run(["database", "--smoke", "--quiet"], cwd)).code).toBe(1);
  expect((await readFile(join(cwd, zip))).equals(earlier)).toBe(true);
});

test("a zip that is there unchanged is loaded before its staging directory is written again", async () => {
  const cwd = await botland({ [source]: broken });
  expect((await run(["database", "--no-stage", "--quiet"], cwd)).code).toBe(0);
  expect((await run(["database", "--smoke", "--quiet"], cwd)).code).toBe(1);
  expect(await listed(join(cwd, ".lambda-pack/@botland"))).not.toContain("database");
});

test("the settings can ask for it, and name the handler", async () => {
  const right = await botland(mailerWith({ smoke: true, handler: "index.send" }));
  expect((await run(["mailer", "--quiet"], right)).code).toBe(0);
  const wrong = await botland(mailerWith({ smoke: true }));
  const { code, err } = await run(["mailer"], wrong);
  expect(code).toBe(1);
  expect(err).toContain(
    "The handler index.handler of @botland/mailer cannot be loaded from the zip: Runtime.HandlerNotFound",
  );
  expect((await run(["mailer", "--handler", "index.send", "--quiet"], wrong)).code).toBe(0);
});

test("with --all, one that cannot be loaded does not stop the others", async () => {
  const cwd = await botland({ [source]: broken });
  const { code, err } = await run(["--all", "--smoke"], cwd);
  expect(code).toBe(1);
  expect(err.match(/cannot be loaded/gu)).toHaveLength(1);
  expect(await listed(join(cwd, ".lambda-pack/@botland"))).toContain("mailer.zip");
});

test("what was printed meanwhile is in the JSON", async () => {
  const cwd = await botland({ [source]: `console.log('beep'); ${broken}` });
  const { out } = await run(["database", "--smoke", "--json"], cwd);
  const [failed]: { error: { code: string; details: { log: string; handler: string } } }[] = JSON.parse(out).packs;
  expect(failed?.error.code).toBe("HANDLER_NOT_LOADED");
  expect(failed?.error.details.handler).toBe("index.handler");
  expect(failed?.error.details.log).toContain("\tINFO\tbeep\n");
});

test.each([
  ["ends the process", "process.exit(3)", "Runtime.ExitError"],
  ["leaves a promise that fails", "Promise.reject(new Error('no stamps'))", "Runtime.UnhandledPromiseRejection"],
  ["fails", "throw new TypeError('no stamps')", "TypeError: no stamps"],
])("a module that %s while it is loaded fails", async (_what, act, type) => {
  const { code, err } = await run(
    ["database", "--smoke"],
    await botland({ [source]: `exports.handler = async () => 1; ${act};` }),
  );
  expect(code).toBe(1);
  expect(err).toContain(`cannot be loaded from the zip: ${type}`);
});

test("who interrupts it gets 130, and nothing is written", async () => {
  const cwd = await botland({ [source]: "for (;;);" });
  const interruption = new AbortController();
  const packed = run(["database", "--smoke"], cwd, interruption.signal);
  await vi.waitUntil(async () => (await readdir(temporary)).length > 0, { timeout: 20_000 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  interruption.abort("SIGINT");
  expect(await packed).toEqual({
    code: 130,
    out: "",
    err: "lambda-pack: The command was interrupted.\n",
  });
  expect(await listed(join(cwd, ".lambda-pack/@botland"))).toEqual([]);
});

test.each([
  [["--no-zip"], "--smoke cannot be used with --no-zip, which writes no zip."],
  [["--dry-run"], "--smoke cannot be used with --dry-run, which writes no zip."],
  [["--format", "tar"], "--smoke cannot be used with --format tar, which is not a zip."],
])("it contradicts %j", async (words, message) => {
  const { code, err } = await run(["database", "--smoke", ...words], await botland());
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test("each of several handlers is loaded, in a process of its own", async () => {
  const handlers = { lambdaPack: { handlers: ["list.run", "show.run"] } };
  const cwd = tree({
    "package.json": { private: true, workspaces: ["packages/*"] },
    "package-lock.json": { lockfileVersion: 3, packages: {} },
    "packages/atlas/package.json": { name: "atlas", version: "1.0.0", ...handlers },
    "packages/atlas/list.js": "globalThis.loaded = 1; exports.run = async () => 1;",
    "packages/atlas/show.js": "if (globalThis.loaded) throw new Error('twice'); exports.run = async () => 2;",
    "node_modules/atlas/package.json": { name: "atlas", version: "1.0.0" },
  });
  expect(await run(["atlas", "--smoke", "--quiet"], cwd)).toEqual({ code: 0, out: "", err: "" });
  await writeFile(join(cwd, "packages/atlas/show.js"), broken);
  const { code, err } = await run(["atlas", "--smoke"], cwd);
  expect(code).toBe(1);
  expect(err).toContain("The handler show.run of atlas cannot be loaded from the zip");
});

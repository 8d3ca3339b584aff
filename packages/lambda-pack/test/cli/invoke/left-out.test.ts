import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";

vi.setConfig({ testTimeout: 60_000 });

const manifest = { name: "@botland/mailer", version: "2.0.0", dependencies: { stamps: "*", seals: "*" } };

/** A function that does what its event says, by names that no code shows. */
function mailer(code: string, files: Tree = {}): Promise<string> {
  return botland({
    "packages/mailer/package.json": { ...manifest, lambdaPack: { trim: "reachable" } },
    "packages/mailer/index.js": `
      const fs = require("node:fs");
      const { join } = require("node:path");
      require("stamps");
      // No analysis sees this.
      const load = (name) => module[["req", "uire"].join("")](name);
      ${code}
    `,
    "node_modules/stamps/package.json": { name: "stamps", version: "1.0.0" },
    "node_modules/stamps/index.js": "",
    "node_modules/stamps/lib/extra.js": "exports.extra = true;",
    "node_modules/stamps/a.txt": "a",
    "node_modules/stamps/b.txt": "b",
    "node_modules/stamps/README.md": "Stamps",
    "node_modules/seals/package.json": { name: "seals", version: "1.0.0", main: "main.js" },
    "node_modules/seals/main.js": "",
    ...files,
  });
}

async function run(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

/** Adds what a hint quotes to the `lambdaPack` field, word by word. */
async function follow(cwd: string, hint: string) {
  const [, setting] = /To keep (?:it|them), set ("trim": \{ .* \}) in the lambdaPack field/u.exec(hint) ?? [];
  expect(setting).toBeDefined();
  const lambdaPack: unknown = JSON.parse(`{ ${setting} }`);
  await writeFile(join(cwd, "packages/mailer/package.json"), JSON.stringify({ ...manifest, lambdaPack }));
}

const failures: readonly [string, string, readonly [name: string, expected: RegExp]][] = [
  [
    "a file that is read",
    "exports.handler = async ({ name }) => fs.readFileSync(join(__dirname, name), 'utf8');",
    [
      "node_modules/stamps/a.txt",
      /Error: ENOENT.* — The function asked for node_modules\/stamps\/a\.txt, which trim has left out\. /u,
    ],
  ],
  [
    "a path from the working directory",
    "exports.handler = async ({ name }) => fs.promises.readFile(name, 'utf8');",
    ["node_modules/stamps/README.md", /asked for node_modules\/stamps\/README\.md, which/u],
  ],
  [
    "a module of a package",
    "exports.handler = async ({ name }) => load(name);",
    [
      "stamps/lib/extra",
      /Cannot find module 'stamps\/lib\/extra' — The function asked for node_modules\/stamps\/lib\/extra\.js, which/u,
    ],
  ],
  [
    "a module by its absolute path",
    "exports.handler = async ({ name }) => load(join(__dirname, name));",
    ["node_modules/stamps/lib/extra", /asked for node_modules\/stamps\/lib\/extra\.js, which/u],
  ],
  [
    "a whole package",
    "exports.handler = async ({ name }) => load(name);",
    ["seals", /asked for node_modules\/seals\/main\.js, which/u],
  ],
  [
    "an ES module",
    `const Maker = Object.getPrototypeOf(async () => {}).constructor;
    exports.handler = async ({ name }) => Object.keys(await new Maker("n", "return import" + "(n)")(join(__dirname, name)));`,
    ["node_modules/stamps/lib/extra.js", /asked for node_modules\/stamps\/lib\/extra\.js, which/u],
  ],
  [
    "an error that is caught, and another one thrown",
    `exports.handler = async ({ name }) => {
      try { return fs.readFileSync(join(__dirname, name), "utf8"); } catch { throw new TypeError("no template"); }
    };`,
    [
      "node_modules/stamps/a.txt",
      /TypeError: no template — The function asked for node_modules\/stamps\/a\.txt, which trim has left out\. /u,
    ],
  ],
  [
    "a module whose absence is caught",
    `exports.handler = async ({ name }) => { try { return load(name).extra; } catch { throw new TypeError("no plugin"); } };`,
    ["stamps/lib/extra", /TypeError: no plugin — The function asked for node_modules\/stamps\/lib\/extra\.js, which/u],
  ],
];

test.each(failures)(
  "a function that fails for %s: its hint makes it succeed",
  async (_what, code, [name, expected]) => {
    const cwd = await mailer(code);
    const event = JSON.stringify({ name });
    const failed = await run(cwd, "invoke", "mailer", "--event", event);
    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(expected);
    await follow(cwd, failed.err);
    const succeeded = await run(cwd, "invoke", "mailer", "--event", event);
    expect(succeeded).toMatchObject({ code: 0, err: expect.not.stringContaining("left out") });
  },
);

const reads =
  "exports.handler = async ({ names }) => names.map((name) => fs.readFileSync(join(__dirname, name), 'utf8'));";
const a = '{"names":["node_modules/stamps/a.txt"]}';

test("of a zip, it is known from the workspace that would pack it so, whatever the settings are", async () => {
  const cwd = await mailer(reads, { "packages/mailer/package.json": manifest });
  expect((await run(cwd, "mailer", "--trim=reachable", "--no-stage", "--out", "m.zip")).code).toBe(0);
  const failed = await run(cwd, "invoke", "m.zip", "--event", a);
  expect(failed.code).toBe(1);
  expect(failed.err).toMatch(
    / — The function asked for node_modules\/stamps\/a\.txt, .* in the lambdaPack field, and pack again\.\n/u,
  );
  await follow(cwd, failed.err);
  expect((await run(cwd, "mailer", "--no-stage", "--out", "m.zip")).code).toBe(0);
  expect((await run(cwd, "invoke", "m.zip", "--event", a)).code).toBe(0);
});

test("of a zip that the workspace would not pack so, nothing is said", async () => {
  const cwd = await mailer(reads);
  expect((await run(cwd, "mailer", "--no-stage", "--out", "m.zip")).code).toBe(0);
  await writeFile(join(cwd, "packages/mailer/more.js"), "");
  const changed = await run(cwd, "invoke", "m.zip", "--event", a);
  expect(changed).toMatchObject({ code: 1, err: expect.not.stringContaining("trim") });
  const elsewhere = await run(await botland(), "invoke", join(cwd, "m.zip"), "--event", a);
  expect(elsewhere).toMatchObject({ code: 1, err: expect.not.stringContaining("trim") });
});

test.each([
  ["a file that never was", "--trim=reachable", "node_modules/stamps/none.txt"],
  ["a file that lies elsewhere", "--trim=reachable", "/none.txt"],
  ["a bundle that is not trimmed", "--trim=off", "node_modules/stamps/none.txt"],
])("nothing is said of %s", async (_what, trim, name) => {
  const cwd = await mailer(reads);
  const event = JSON.stringify({ names: [name] });
  const { code, err } = await run(cwd, "invoke", "mailer", trim, "--event", event);
  expect(code).toBe(1);
  expect(err).toContain("ENOENT");
  expect(err).not.toContain("trim");
});

test("a function that goes on without a file is told of it", async () => {
  const cwd = await mailer(
    `exports.handler = async ({ names }) => names.filter((name) => fs.existsSync(join(__dirname, name)));`,
  );
  const names = ["a.txt", "b.txt", "README.md", "lib/extra.js"].map((name) => `node_modules/stamps/${name}`);
  const event = JSON.stringify({ names });
  const { code, out, err } = await run(cwd, "invoke", "mailer", "--event", event);
  expect([code, out.split("\n")[0]]).toEqual([0, "[]"]);
  expect(err).toContain(
    "\nlambda-pack: The function asked for node_modules/stamps/README.md, node_modules/stamps/a.txt, node_modules/stamps/b.txt and 1 more, which trim has left out. To keep them, set ",
  );
  await follow(cwd, err);
  const followed = await run(cwd, "invoke", "mailer", "--event", event);
  expect(JSON.parse(followed.out.split("\n")[0] ?? "")).toEqual(names);
  expect(followed.err).not.toContain("left out");
  expect((await run(cwd, "invoke", "mailer", "--trim=off", "--event", event)).err).not.toContain("left out");
});

test("a handler that --smoke cannot load for a file that was left out", async () => {
  const cwd = await mailer(`
    load(["stamps", "lib", "extra"].join("/"));
    exports.handler = async () => {};
  `);
  const failed = await run(cwd, "mailer", "--smoke");
  expect(failed.code).toBe(1);
  expect(failed.err).toContain("The function asked for node_modules/stamps/lib/extra.js, which trim has left out.");
  await follow(cwd, failed.err);
  expect(await run(cwd, "mailer", "--smoke", "--quiet")).toMatchObject({ code: 0, err: "" });
});

/** Two packages need one version of a third, which lies below the one and is a link below the other. */
const linked: Tree = {
  "packages/mailer/package.json": {
    ...manifest,
    dependencies: { stamps: "2", one: "*", two: "*" },
    lambdaPack: { trim: "reachable" },
  },
  "node_modules/stamps/package.json": { name: "stamps", version: "2.0.0" },
  ...Object.fromEntries(
    ["one", "two"].flatMap((name) => [
      [`node_modules/${name}/package.json`, { name, version: "1.0.0", dependencies: { stamps: "1" } }],
      [`node_modules/${name}/index.js`, "require('stamps')"],
      [`node_modules/${name}/node_modules/stamps/package.json`, { name: "stamps", version: "1.0.0" }],
      [`node_modules/${name}/node_modules/stamps/index.js`, ""],
      [`node_modules/${name}/node_modules/stamps/left.txt`, "left"],
    ]),
  ),
};

test("a file that is asked for through a link is named by where it lies, once", async () => {
  const cwd = await mailer(`require("one"); require("two"); ${reads}`, linked);
  const names = ["one", "two"].map((name) => `node_modules/${name}/node_modules/stamps/left.txt`);
  const event = JSON.stringify({ names });
  expect(JSON.parse((await run(cwd, "mailer", "--dry-run", "--json")).out).packs[0].sizes.links).toBe(1);
  for (const name of names) {
    const { err } = await run(cwd, "invoke", "mailer", "--event", JSON.stringify({ names: [name] }));
    expect(err).toMatch(
      /The function asked for node_modules\/(?:one|two)\/node_modules\/stamps\/left\.txt, which trim has left out/u,
    );
    expect(err).toContain('"include": ["stamps/left.txt"]');
  }
  await run(cwd, "invoke", "mailer", "--trim=off", "--record", "opened.json", "--event", event, "--quiet");
  const failed = await run(cwd, "mailer", "--opened", "opened.json");
  expect(failed.err).toContain("1 file of @botland/mailer that opened.json records as opened would be left out: ");
});

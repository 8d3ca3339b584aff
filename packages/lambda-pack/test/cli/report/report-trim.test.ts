import type { PageFacts } from "@lambda-pack/report-page";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

/** A package with a plugin that it names by a text it computes, and one that nothing loads. */
async function monorepo(files: Tree = {}, trim: object | string = "off"): Promise<string> {
  return botland({
    "packages/database/package.json": {
      name: "@botland/database",
      version: "1.0.0",
      dependencies: { "left-pad": "^1.3.0", tarn: "^3.0.0" },
      lambdaPack: { trim },
    },
    "packages/database/index.js":
      "exports.handler = async () => [require('left-pad'), require('tarn')(process.env.PLUGIN)];\n",
    "node_modules/left-pad/package.json": { name: "left-pad", version: "1.3.0", dependencies: { unused: "^1.0.0" } },
    "node_modules/left-pad/index.d.ts": "export {};\n",
    "node_modules/left-pad/lib/other.js": "module.exports = 'left';\n",
    "node_modules/tarn/package.json": { name: "tarn", version: "3.0.2", dependencies: { plugin: "^1.0.0" } },
    "node_modules/tarn/index.js": "\nmodule.exports = (name) => require(name);\n",
    "node_modules/tarn/README.md": "# tarn\n",
    "node_modules/plugin/package.json": { name: "plugin", version: "1.0.0" },
    "node_modules/plugin/index.js": "module.exports = 'plugin';\n",
    "node_modules/plugin/lib/far.js": `// ${"far ".repeat(200)}\n`,
    "node_modules/unused/package.json": { name: "unused", version: "1.0.0" },
    "node_modules/unused/index.js": "module.exports = 'never';\n",
    ...files,
  });
}

async function factsOf(cwd: string, ...options: readonly string[]): Promise<PageFacts> {
  return JSON.parse((await run(["report", "database", "--json", ...options], cwd)).out);
}

test("without a trim, a report says nothing of it", async () => {
  const cwd = await monorepo();
  const { out } = await run(["report", "database"], cwd);
  expect(out).not.toMatch(/Left out|Kept|trim/u);
  const facts = await factsOf(cwd);
  expect(facts.trim).toBeUndefined();
  expect(facts.trimmable).toBeUndefined();
  expect(facts.packages[0]).not.toHaveProperty("leftBytes");
});

test.each([
  ["by the option", "off", ["--trim=reachable"]],
  ["by the target's setting", "reachable", []],
])(
  "under a trim %s, what went, what stays and the line that keeps a package whole are shown",
  async (_, trim, options) => {
    const cwd = await monorepo({}, trim);
    const { code, out, err } = await run(["report", "database", ...options], cwd);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("(trim: reachable)");
    expect(out).toContain("nothing leads to them, 1 file\n");
    expect(out).toContain("node_modules/tarn/index.js:2 computes");
    expect(out).toContain('"reachable": ["tarn"] in the setting trim');
  },
);

test("the sums of the JSON add up to the bundle, and to what each package has lost", async () => {
  const cwd = await monorepo();
  const whole = await factsOf(cwd);
  const { trim, packages, sizes } = await factsOf(cwd, "--trim=reachable");
  expect(sum(trim?.kept)).toBe(sizes.bytes);
  expect(sum(trim?.left)).toBe(trim?.bytes);
  expect(whole.sizes.bytes - sizes.bytes).toBe(trim?.bytes);
  expect(whole.sizes.files - sizes.files).toBe(trim?.files);
  expect(sum(trim?.keptWhole)).toBe(trim?.kept.find(({ reason }) => reason === "whole")?.bytes);
  expect(packages.reduce((total, { leftBytes = 0 }) => total + leftBytes, 0)).toBe(trim?.bytes);
  expect(packages.reduce((total, { leftFiles = 0 }) => total + leftFiles, 0)).toBe(trim?.files);
  expect(packages.find(({ name }) => name === "left-pad")).toMatchObject({ files: 2, leftFiles: 2 });
  expect(trim?.leftPackages).toEqual(["unused@1.0.0"]);
  expect(trim?.whole[0]).toMatchObject({
    package: "plugin@1.0.0",
    path: "node_modules/plugin",
    reason: "named-elsewhere",
    from: "node_modules/tarn/index.js",
    line: 2,
    message: "node_modules/tarn/index.js:2 computes the name of a package (require)",
  });
});

test("who does what the hint says has a smaller bundle, and no package that is kept whole for it", async () => {
  const cwd = await monorepo({}, "reachable");
  const { out } = await run(["report", "database"], cwd);
  const [, setting = ""] = /("reachable": \[.*\]) in the setting trim/u.exec(out) ?? [];
  const before = await factsOf(cwd);
  const followed = await monorepo({}, JSON.parse(`{ "mode": "reachable", ${setting} }`));
  const after = await factsOf(followed);
  expect(before.trim?.whole.map(({ package: id }) => id)).toContain("plugin@1.0.0");
  expect(after.trim?.whole).toEqual([]);
  expect(after.sizes.bytes).toBeLessThan(before.sizes.bytes);
});

test.each([
  { what: "is no JavaScript", content: "const = ;\n", cause: "syntax-error", words: "it is no JavaScript" },
  {
    what: "is too deep to parse",
    content: `module.exports = ${"[".repeat(20_000)}${"]".repeat(20_000)};\n`,
    cause: "too-deep",
    words: "it is nested too deeply",
  },
])("a package with a file that $what stays whole, and the report says why", async ({ content, cause, words }) => {
  const cwd = await monorepo({ "node_modules/left-pad/index.js": content }, "reachable");
  const { trim } = await factsOf(cwd);
  expect(trim?.whole.find(({ path }) => path === "node_modules/left-pad")).toMatchObject({
    reason: "unread",
    from: "node_modules/left-pad/index.js",
    message: `node_modules/left-pad/index.js cannot be read: ${words}`,
  });
  const packed = JSON.parse((await run(["database", "--dry-run", "--json"], cwd)).out);
  expect(packed.packs[0].trim.whole).toContainEqual(
    expect.objectContaining({ path: "node_modules/left-pad", reason: "unread", cause }),
  );
});

test("what stays in one copy of a package stays in all, and is not counted as left out", async () => {
  // database ─┬─ leaf@2            two copies of leaf@1, of which each dependent loads another file
  //           ├─ one ── leaf@1
  //           └─ two ── leaf@1
  const leaf = { name: "leaf", version: "1.0.0" };
  const cwd = await monorepo({
    "packages/database/package.json": {
      name: "@botland/database",
      version: "1.0.0",
      dependencies: { leaf: "2", one: "1", two: "1" },
      lambdaPack: { trim: "reachable" },
    },
    "packages/database/index.js": "require('leaf'); require('one'); require('two');\n",
    "node_modules/leaf/package.json": { name: "leaf", version: "2.0.0" },
    "node_modules/leaf/index.js": "",
    "node_modules/one/package.json": { name: "one", version: "1.0.0", dependencies: { leaf: "1" } },
    "node_modules/one/index.js": "require('leaf/a.js');\n",
    "node_modules/one/node_modules/leaf": { "package.json": leaf, "a.js": "'a';", "b.js": "'bb';", "c.js": "'ccc';" },
    "node_modules/two/package.json": { name: "two", version: "1.0.0", dependencies: { leaf: "1" } },
    "node_modules/two/index.js": "require('leaf/b.js');\n",
    "node_modules/two/node_modules/leaf": { "package.json": leaf, "a.js": "'a';", "b.js": "'bb';", "c.js": "'ccc';" },
  });
  const { trim, sizes, packages } = await factsOf(cwd, "--no-links");
  expect(packages.find(({ id }) => id === "leaf@1.0.0")).toMatchObject({
    paths: ["node_modules/one/node_modules/leaf", "node_modules/two/node_modules/leaf"],
    files: 3,
    leftFiles: 2,
    leftBytes: 12,
  });
  expect(trim).toMatchObject({ files: 2, bytes: 12 });
  expect(sum(trim?.kept)).toBe(sizes.bytes);
});

function sum(sums: readonly { readonly bytes: number }[] = []): number {
  return sums.reduce((total, { bytes }) => total + bytes, 0);
}

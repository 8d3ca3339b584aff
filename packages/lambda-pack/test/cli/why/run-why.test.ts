import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

const explained = (declaredIn: string, facts: readonly string[]) => [
  "left-pad@1.3.0  124 B, 2 files",
  "",
  "Why it is included",
  "  @botland/database@1.0.0",
  `  └─ left-pad@1.3.0  ^1.3.0 in ${declaredIn}`,
  "",
  "Why this version",
  "  @botland/database@1.0.0 requires ^1.3.0",
  ...facts,
  "",
  "Why this place",
  "  node_modules/left-pad",
  "    at the top, because @botland/database@1.0.0 itself depends on it",
  "",
  "Retained size",
];

test("a package is explained in a package of the workspace and in its zip", async () => {
  const cwd = await botland();
  const planned = [
    ...explained("packages/database/package.json", ["  installed in node_modules/left-pad"]),
    "  124 B: only itself",
    "",
  ];
  expect(await run(["why", "database", "left-pad"], cwd)).toEqual({ code: 0, out: planned.join("\n"), err: "" });
  await run(["database", "--no-stage", "--out", "deployed.zip"], cwd);
  const { code, out, err } = await run(["why", "deployed.zip", "left-pad@^1.0.0"], cwd);
  expect([code, err]).toEqual([0, ""]);
  const lines = out.split("\n");
  expect(lines.slice(0, -2)).toEqual(explained("package.json", []));
  expect(lines.at(-2)).toMatch(/^ {2}124 B, zipped \d+ B: only itself$/u);
});

test("a file is explained by the package that it belongs to", async () => {
  const { out } = await run(["why", "database", "node_modules/left-pad/index.js"], await botland());
  expect(out.split("\n").slice(0, 3)).toEqual([
    "node_modules/left-pad/index.js is a file of left-pad@1.3.0, 56 B",
    "",
    "left-pad@1.3.0  124 B, 2 files",
  ]);
});

test("as JSON it has every edge", async () => {
  const { out } = await run(["why", "database", "left-pad", "--json"], await botland());
  const explanation = JSON.parse(out);
  expect(Object.keys(explanation)).toEqual(["schemaVersion", "bundle", "query", "packages"]);
  expect(explanation.packages[0].dependencyPaths).toEqual([
    [
      {
        from: "@botland/database@1.0.0",
        name: "left-pad",
        range: "^1.3.0",
        kind: "dependencies",
        optional: false,
        declaredIn: "packages/database/package.json",
        to: "left-pad@1.3.0",
        satisfied: true,
      },
    ],
  ]);
});

test("what is not in the bundle fails in one line, which says why it is not", async () => {
  const cwd = await botland({
    "packages/mailer/package.json": {
      name: "@botland/mailer",
      version: "2.0.0",
      devDependencies: { vitest: "^4.0.0" },
    },
  });
  expect(await run(["why", "mailer", "vitest"], cwd)).toEqual({
    code: 1,
    out: "",
    err: "lambda-pack: vitest is not in @botland/mailer: packages/mailer/package.json declares it in devDependencies, which are never packed. Move it to the dependencies of @botland/mailer if the function needs it.\n",
  });
  const { code, out } = await run(["why", "database", "left-pat", "--json"], cwd);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    schemaVersion: 2,
    error: { code: "NOT_IN_BUNDLE", details: { query: "left-pat", bundle: "@botland/database" } },
  });
});

test("more paths than can be read are refused", async () => {
  const { code, err } = await run(["why", "database", "left-pad", "--paths", "1001"], await botland());
  expect([code, err]).toEqual([
    2,
    "lambda-pack: --paths must be at most 1000. Run lambda-pack --help for all options.\n",
  ]);
});

import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { botland } from "../../botland.ts";
import { fakeIo } from "../fake-io.ts";

async function run(argv: readonly string[], cwd: string) {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

const table = [
  " Size  Retained  Files  Package                  Required by",
  "183 B     307 B      2  @botland/database@1.0.0  the packed package",
  "124 B     124 B      2  left-pad@1.3.0           @botland/database@1.0.0",
];

test("a package and the zip that was packed from it have the same list", async () => {
  const cwd = await botland();
  expect(await run(["list", "database"], cwd)).toEqual({
    code: 0,
    out: [...table, "", "2 packages, 4 files, 307 B unzipped", ""].join("\n"),
    err: "",
  });
  await run(["database", "--no-stage", "--out", "deployed.zip"], cwd);
  const { code, out, err } = await run(["list", "deployed.zip"], cwd);
  expect([code, err]).toEqual([0, ""]);
  expect(out.split("\n").slice(0, 3)).toEqual(table);
  expect(out.split("\n")[4]).toMatch(/^2 packages, 4 files, 307 B unzipped, \d+ B zipped$/u);
});

test("it can be ordered, drawn as a tree, and printed with files", async () => {
  const cwd = await botland();
  const byName = await run(["list", "database", "--sort", "name"], cwd);
  expect(byName.out.split("\n").slice(1, 3)).toEqual(table.slice(1));
  const tree = ["@botland/database@1.0.0  183 B", "└─ left-pad@1.3.0  124 B"];
  for (const option of [["--tree"], ["--tree", "--sort", "size"], ["--depth", "1"]]) {
    const { out } = await run(["list", "database", ...option], cwd);
    expect(out.split("\n").slice(0, 2)).toEqual(tree);
  }
  expect((await run(["list", "database", "--depth", "0"], cwd)).out.split("\n").slice(0, 2)).toEqual([
    "@botland/database@1.0.0  183 B, 1 dependency below",
    "",
  ]);
  expect((await run(["list", "database", "--files"], cwd)).out.split("\n").slice(5, 9)).toEqual([
    "left-pad@1.3.0  124 B, 2 files",
    "  in node_modules/left-pad",
    "  56 B  index.js",
    "  68 B  package.json",
  ]);
});

test("as JSON it has one form, and files where they are asked for", async () => {
  const cwd = await botland();
  const plain = JSON.parse((await run(["list", "database", "--json", "--tree"], cwd)).out);
  expect(Object.keys(plain)).toEqual(["schemaVersion", "bundle", "packages", "sizes"]);
  expect(plain).toMatchObject({
    schemaVersion: 2,
    bundle: { origin: "workspace", label: "@botland/database", root: ".", target: "@botland/database@1.0.0" },
    packages: [
      { name: "@botland/database" },
      { name: "left-pad", requiredBy: ["@botland/database@1.0.0", "left-pad@1.3.0"] },
    ],
    sizes: { packages: 2, files: 4, bytes: 307 },
  });
  expect(plain.packages[0]).not.toHaveProperty("entries");
  const withFiles = JSON.parse((await run(["list", "database", "--json", "--files"], cwd)).out);
  expect(withFiles.packages[1].entries).toEqual([
    { kind: "file", path: "index.js", size: 56 },
    { kind: "file", path: "package.json", size: 68 },
  ]);
});

test("--quiet prints nothing, and what cannot be meant together is refused", async () => {
  const cwd = await botland();
  expect(await run(["list", "database", "--quiet"], cwd)).toEqual({ code: 0, out: "", err: "" });
  const { code, err } = await run(["list", "database", "--tree", "--files"], cwd);
  expect(code).toBe(2);
  expect(err).toContain("--tree cannot be used with --files.");
});

test("nothing is written, and an unknown package fails in one line", async () => {
  const cwd = await botland();
  const { code, out, err } = await run(["list", "databse"], cwd);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/^lambda-pack: .*databse.*\n$/u);
});

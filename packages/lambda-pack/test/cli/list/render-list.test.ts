import { dependencyTree, listPackages } from "@lambda-pack/inspect";
import type { TreeOptions } from "@lambda-pack/inspect";
import type { Bundle, BundlePath } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";
import { plainColors, terminalColors } from "../../../src/cli/terminal/colors.ts";
import { renderFiles } from "../../../src/cli/list/render-files.ts";
import { renderList } from "../../../src/cli/list/render-list.ts";
import { renderTree } from "../../../src/cli/list/render-tree.ts";
import type { View } from "../../../src/cli/terminal/view.ts";

function viewOf(view: Partial<View>): View {
  return { width: Infinity, colors: plainColors, live: false, ...view };
}

function rows(bundle: Bundle, view: Partial<View> = {}): readonly string[] {
  const archive = bundle.origin === "zip" ? { size: 4096 } : undefined;
  return linesOf(renderList(listPackages(bundle, { archive }), viewOf(view)));
}

function tree(bundle: Bundle, options: TreeOptions = {}, view: Partial<View> = {}): readonly string[] {
  return linesOf(renderTree(listPackages(bundle), dependencyTree(bundle, options), viewOf(view)));
}

function linesOf(text: string): readonly string[] {
  expect(text).toMatch(/[^\n]\n$/u);
  return text.split("\n").slice(0, -1);
}

const places = {
  "node_modules/@botland/shared": "@botland/shared@1.0.0",
  "node_modules/@botland/shared/node_modules/semver": "semver@7.6.3",
  "node_modules/knex": "knex@3.1.0",
  "node_modules/mysql": "mysql@2.18.1",
  "node_modules/mysql/node_modules/semver": "semver@7.6.3",
  "node_modules/semver": "semver@5.7.2",
};

const botland = bundleOf(
  {
    "database@1.0.0": ["@botland/shared@1.0.0", "knex@3.1.0", "sql=mysql@2.18.1", "optional semver@5.7.2"],
    "@botland/shared@1.0.0": ["semver@7.6.3"],
    "knex@3.1.0": ["optional-peer mysql@2.18.1", "peer semver@5.7.2"],
    "mysql@2.18.1": ["semver@7.6.3"],
  },
  { places, bytes: { "knex@3.1.0": 926_720, "mysql@2.18.1": 1_413_120, "semver@7.6.3": 95_232 } },
);

test("links to a package are counted and listed apart from its directory", () => {
  const linked = bundleOf(
    { "app@1.0.0": ["ant@1.0.0", "ms@2.0.0"], "ant@1.0.0": ["millis=ms@2.0.0", "app@1.0.0"] },
    {
      places: {
        "node_modules/ant": "ant@1.0.0",
        "node_modules/app": "-> .",
        "node_modules/millis": "-> node_modules/ms",
        "node_modules/ms": "ms@2.0.0",
      },
    },
  );
  expect(rows(linked)).toEqual([
    " Size  Retained  Files  Package             Required by",
    "100 B     100 B      1  ant@1.0.0           app@1.0.0",
    "100 B     300 B      1  app@1.0.0 (1 link)  the packed package",
    "100 B     100 B      1  ms@2.0.0 (1 link)   app@1.0.0",
    "",
    "3 packages, 3 files, 2 links, 300 B unzipped",
  ]);
  const files = linesOf(renderFiles(listPackages(linked, { entries: true, sort: "name" }), viewOf({})));
  expect(files.slice(files.indexOf("ms@2.0.0  100 B, 1 file"), -2)).toEqual([
    "ms@2.0.0  100 B, 1 file",
    "  in node_modules/ms",
    "  linked from node_modules/millis",
    "  100 B  ms.js",
  ]);
});

test("in a pipe each package is one line, the largest first, and the last line has the sums", () => {
  expect(rows(botland)).toEqual([
    "     Size   Retained  Files  Package                  Required by",
    "  1.3 MiB    1.3 MiB      1  mysql@2.18.1             database@1.0.0",
    "905.0 KiB  905.0 KiB      1  knex@3.1.0               database@1.0.0",
    "186.0 KiB  186.0 KiB      2  semver@7.6.3 (2 copies)  database@1.0.0 > @botland/shared@1.0.0",
    "    100 B      100 B      1  @botland/shared@1.0.0    database@1.0.0",
    "    100 B    2.4 MiB      1  database@1.0.0           the packed package",
    "    100 B      100 B      1  semver@5.7.2             database@1.0.0",
    "",
    "6 packages in 7 places, 7 files, 2.4 MiB unzipped",
  ]);
});

test("narrower terminals lose columns, and what requires a package stands below it", () => {
  expect(rows(botland, { width: 79 }).slice(0, 5)).toEqual([
    "     Size   Retained  Package                  Required by",
    "  1.3 MiB    1.3 MiB  mysql@2.18.1             database@1.0.0",
    "905.0 KiB  905.0 KiB  knex@3.1.0               database@1.0.0",
    "186.0 KiB  186.0 KiB  semver@7.6.3 (2 copies)  database@1.0.0 >",
    "                                               @botland/shared@1.0.0",
  ]);
  expect(rows(botland, { width: 40 })).toEqual([
    "     Size  Package",
    "             Required by",
    "  1.3 MiB  mysql@2.18.1",
    "             database@1.0.0",
    "905.0 KiB  knex@3.1.0",
    "             database@1.0.0",
    "186.0 KiB  semver@7.6.3 (2 copies)",
    "             database@1.0.0 >",
    "             @botland/shared@1.0.0",
    "    100 B  @botland/shared@1.0.0",
    "             database@1.0.0",
    "    100 B  database@1.0.0",
    "             the packed package",
    "    100 B  semver@5.7.2",
    "             database@1.0.0",
    "",
    "6 packages in 7 places, 7 files, 2.4 MiB",
    "unzipped",
  ]);
});

test.each([40, 59, 60, 79, 80, 120])("a list fits into %d columns", (width) => {
  expect(rows(botland, { width }).filter((line) => line.length > width)).toEqual([]);
});

const foreign = bundleOf(
  { "app@1.0.0": ["ant@1.0.0"], "ant@1.0.0": ["optional-peer pg@8.0.0"], "zoo@1.0.0": ["cat@1.0.0"], "pg@8.0.0": [] },
  { origin: "zip" },
);

test("of a zip it shows extraneous packages, and its size", () => {
  expect(rows(foreign)).toEqual([
    " Size  Retained  Files  Package    Required by",
    "100 B     100 B      1  ant@1.0.0  app@1.0.0",
    "100 B     200 B      1  app@1.0.0  the packed package",
    "100 B     100 B      1  cat@1.0.0  extraneous: required only by zoo@1.0.0, also extraneous",
    "100 B     100 B      1  pg@8.0.0   extraneous: only an optional peer of ant@1.0.0",
    "100 B     100 B      1  zoo@1.0.0  extraneous: no package in the bundle declares it",
    "",
    "5 packages, 5 files, 500 B unzipped, 4.0 KiB zipped",
  ]);
});

test("what has no version is named without one", () => {
  const bundle = bundleOf({ "plain@": ["ant@1.0.0"], "ant@1.0.0": ["plain@"] });
  expect(tree(bundle).slice(0, 3)).toEqual(["plain  100 B", "└─ ant@1.0.0  100 B", "   └─ plain  deduped"]);
  expect(rows(bundle)[1]).toBe("100 B     100 B      1  ant@1.0.0  plain");
});

test("as a tree each package is expanded once, and unusual dependencies are marked", () => {
  expect(tree(botland)).toEqual([
    "database@1.0.0  100 B",
    "├─ @botland/shared@1.0.0  100 B",
    "│  └─ semver@7.6.3  186.0 KiB",
    "├─ knex@3.1.0  905.0 KiB",
    "│  ├─ mysql@2.18.1  optional peer, deduped",
    "│  └─ semver@5.7.2  peer, deduped",
    "├─ semver@5.7.2  100 B, optional",
    "└─ sql = mysql@2.18.1  1.3 MiB",
    "   └─ semver@7.6.3  deduped",
    "",
    "6 packages in 7 places, 7 files, 2.4 MiB unzipped",
  ]);
});

test("a depth shows how many dependencies it hides", () => {
  expect(tree(botland, { depth: 1 }).slice(0, 5)).toEqual([
    "database@1.0.0  100 B",
    "├─ @botland/shared@1.0.0  100 B, 1 dependency below",
    "├─ knex@3.1.0  905.0 KiB, 2 dependencies below",
    "├─ semver@5.7.2  100 B, optional",
    "└─ sql = mysql@2.18.1  1.3 MiB, 1 dependency below",
  ]);
});

test("in a tree extraneous packages come last", () => {
  expect(tree(foreign)).toEqual([
    "app@1.0.0  100 B",
    "└─ ant@1.0.0  100 B",
    "   └─ pg@8.0.0  optional peer, deduped",
    "",
    "Extraneous:",
    "pg@8.0.0  100 B",
    "zoo@1.0.0  100 B",
    "└─ cat@1.0.0  100 B",
    "",
    "5 packages, 5 files, 500 B unzipped",
  ]);
});

test("where a line of the tree has no room for the size, it has none", () => {
  expect(tree(botland, {}, { width: 40 }).slice(1, 4)).toEqual([
    "├─ @botland/shared@1.0.0  100 B",
    "│  └─ semver@7.6.3  186.0 KiB",
    "├─ knex@3.1.0  905.0 KiB",
  ]);
  expect(tree(botland, {}, { width: 28 }).slice(1, 4)).toEqual([
    "├─ @botland/shared@1.0.0",
    "│  └─ semver@7.6.3",
    "├─ knex@3.1.0  905.0 KiB",
  ]);
});

test("with files each package shows where its copies lie and what is in one of them", () => {
  const link = { kind: "link", path: "latest.js", target: "database.js", place: "" as BundlePath } as const;
  const list = listPackages({ ...botland, entries: [...botland.entries, link] }, { entries: true });
  expect(linesOf(renderFiles(list, viewOf({}))).slice(8)).toEqual([
    "semver@7.6.3  93.0 KiB, 1 file in each copy",
    "  in node_modules/@botland/shared/node_modules/semver",
    "  in node_modules/mysql/node_modules/semver",
    "  93.0 KiB  semver.js",
    "",
    "@botland/shared@1.0.0  100 B, 1 file",
    "  in node_modules/@botland/shared",
    "  100 B  @botland-shared.js",
    "",
    "database@1.0.0  100 B, 1 file",
    "  in .",
    "  100 B  database.js",
    "   link  latest.js -> database.js",
    "",
    "semver@5.7.2  100 B, 1 file",
    "  in node_modules/semver",
    "  100 B  semver.js",
    "",
    "6 packages in 7 places, 7 files, 1 link, 2.4 MiB unzipped",
  ]);
});

test("colours change no character that is seen, and names cannot write to the terminal", () => {
  const colored = rows(botland, { colors: terminalColors() }).join("\n");
  expect(colored).toContain("\u001B[");
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(colored.replace(/\u001B\[\d+m/gu, "")).toBe(rows(botland).join("\n"));
  const odd = bundleOf({ "app@1.0.0": ["a\u001B[2Jnt@1.0.0"] });
  const files = renderFiles(listPackages(odd, { entries: true }), viewOf({}));
  expect([...rows(odd), ...tree(odd), files].join("\n")).not.toContain("\u001B");
});

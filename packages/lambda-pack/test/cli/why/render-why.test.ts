import { explain } from "@lambda-pack/inspect";
import type { Bundle } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";
import { plainColors, terminalColors } from "../../../src/cli/terminal/colors.ts";
import { renderWhy } from "../../../src/cli/why/render-why.ts";
import type { WhyView } from "../../../src/cli/why/render-why.ts";
import { judgeRange } from "../../../src/bundle/judge-range.ts";

interface Asked {
  readonly query: string;
  readonly paths?: number;
}

function render(bundle: Bundle, { query, paths }: Asked, view: Partial<WhyView> = {}): readonly string[] {
  const explanation = explain(bundle, query, { allows: judgeRange, paths });
  const text = renderWhy(explanation, { width: Infinity, colors: plainColors, live: false, verbose: false, ...view });
  expect(text).toMatch(/[^\n]\n$/u);
  return text.split("\n").slice(0, -1);
}

// database ─┬─ shared ── semver@7
//           ├─ knex ─┬─ semver@5 ── tiny
//           │        └┄ mysql           (┄ optional peer)
//           └─ mysql ── semver@5
const botland = bundleOf(
  {
    "database@1.0.0": ["shared@1.0.0 workspace:^", "knex@1.2.3 ~1.2.0", "sql=mysql@2.18.1 npm:mysql@^2.0.0"],
    "shared@1.0.0": ["semver@7.6.3 ^7.0.0"],
    "knex@1.2.3": ["semver@5.7.2 ^4.0.0", "optional-peer mysql@2.18.1"],
    "mysql@2.18.1": ["semver@5.7.2 5.x"],
    "semver@5.7.2": ["optional tiny@1.0.0 ^1.0.0"],
  },
  {
    bytes: { "semver@5.7.2": 2048, "tiny@1.0.0": 8 },
    installedIn: { "semver@5.7.2": ["node_modules/knex/node_modules/semver", "node_modules/semver"] },
    places: {
      "node_modules/knex": "knex@1.2.3",
      "node_modules/semver": "semver@5.7.2",
      "node_modules/shared": "shared@1.0.0",
      "node_modules/shared/node_modules/semver": "semver@7.6.3",
      "node_modules/sql": "mysql@2.18.1",
      "node_modules/tiny": "tiny@1.0.0",
    },
  },
);

test("a package is explained by its paths, its version, its place and its retained size", () => {
  expect(render(botland, { query: "semver@5.7.2" })).toEqual([
    "semver@5.7.2  2.0 KiB, 1 file",
    "",
    "Why it is included",
    "  database@1.0.0",
    "  └─ knex@1.2.3  ~1.2.0 in database@1.0.0/package.json",
    "     └─ semver@5.7.2  ^4.0.0 in knex@1.2.3/package.json, not satisfied",
    "  database@1.0.0",
    "  └─ mysql@2.18.1  npm:mysql@^2.0.0 in database@1.0.0/package.json, as sql",
    "     └─ semver@5.7.2  5.x in mysql@2.18.1/package.json",
    "",
    "Why this version",
    "  knex@1.2.3 requires ^4.0.0 (not satisfied)",
    "  mysql@2.18.1 requires 5.x",
    "  installed in node_modules/knex/node_modules/semver and node_modules/semver",
    "  semver@7.6.3 is also in the bundle: shared@1.0.0 requires ^7.0.0",
    "",
    "Why this place",
    "  node_modules/semver",
    "    at the top, which has room for one package of a name; the others are nested below their dependents: semver@7.6.3 in node_modules/shared/node_modules/semver",
    "    used by knex@1.2.3 and mysql@2.18.1",
    "",
    "Retained size",
    "  2.0 KiB: itself and 1 package included only because of it",
    "    8 B  tiny@1.0.0",
  ]);
});

test("a package below another one is explained by the conflict that keeps it there", () => {
  const lines = render(botland, { query: "semver@^7" });
  expect(lines.slice(lines.indexOf("Why this place"))).toEqual([
    "Why this place",
    "  node_modules/shared/node_modules/semver",
    "    nested, because node_modules/semver is semver@5.7.2, used by knex@1.2.3 and mysql@2.18.1",
    "    used by shared@1.0.0",
    "",
    "Retained size",
    "  100 B: only itself",
  ]);
});

test("an optional peer is marked as one, and is no path", () => {
  const lines = render(botland, { query: "mysql" });
  expect(lines.slice(3, 10)).toEqual([
    "  database@1.0.0",
    "  └─ mysql@2.18.1  npm:mysql@^2.0.0 in database@1.0.0/package.json, as sql",
    "",
    "Why this version",
    "  database@1.0.0 requires npm:mysql@^2.0.0",
    "  knex@1.2.3 requires * (optional peer)",
    "",
  ]);
});

test("all that a name matches is explained, one after the other", () => {
  const lines = render(botland, { query: "semver" });
  expect(lines.filter((line) => line.startsWith("semver@"))).toEqual([
    "semver@5.7.2  2.0 KiB, 1 file",
    "semver@7.6.3  100 B, 1 file",
  ]);
  expect(lines[lines.indexOf("semver@7.6.3  100 B, 1 file") - 1]).toBe("");
});

test("paths that are not shown are counted", () => {
  expect(render(botland, { query: "semver@5.7.2", paths: 1 }).slice(2, 8)).toEqual([
    "Why it is included",
    "  database@1.0.0",
    "  └─ knex@1.2.3  ~1.2.0 in database@1.0.0/package.json",
    "     └─ semver@5.7.2  ^4.0.0 in knex@1.2.3/package.json, not satisfied",
    "  1 more path (see --paths)",
    "",
  ]);
  expect(render(botland, { query: "semver@5.7.2", paths: 0 }).slice(2, 5)).toEqual([
    "Why it is included",
    "  2 paths (see --paths)",
    "",
  ]);
});

test("where there are more paths than can be counted it says so", () => {
  const ids = Array.from({ length: 30 }, (_, index) => `p${String(index).padStart(2, "0")}@1.0.0`);
  const lines = render(bundleOf(Object.fromEntries(ids.map((id) => [id, ids]))), { query: "p29", paths: 1 });
  expect(lines[5]).toMatch(/^ {2}more than [\d,]+ more paths \(see --paths\)$/u);
});

test("the packed package is explained as such", () => {
  expect(render(botland, { query: "database" })).toEqual([
    "database@1.0.0  100 B, 1 file",
    "",
    "Why it is included",
    "  It is the packed package.",
    "",
    "Why this place",
    "  .",
    "    the root, because it is the packed package",
  ]);
});

test("a link and copies at several places have a reason each", () => {
  const bundle = bundleOf(
    {
      "app@1.0.0": ["ant@1.0.0", "bee@1.0.0", "cat@1.0.0"],
      "ant@1.0.0": ["cat@2.0.0", "app@1.0.0"],
      "bee@1.0.0": ["cat@2.0.0"],
    },
    {
      places: {
        "node_modules/ant": "ant@1.0.0",
        "node_modules/ant/node_modules/cat": "cat@2.0.0",
        "node_modules/app": "-> .",
        "node_modules/bee": "bee@1.0.0",
        "node_modules/bee/node_modules/cat": "cat@2.0.0",
        "node_modules/cat": "cat@1.0.0",
      },
    },
  );
  const cat = render(bundle, { query: "cat@2.0.0" });
  expect(cat[0]).toBe("cat@2.0.0  100 B, 1 file in each copy");
  expect(cat.slice(cat.indexOf("Why this place"))).toEqual([
    "Why this place",
    "  node_modules/ant/node_modules/cat",
    "    nested, because node_modules/cat is cat@1.0.0, used by app@1.0.0",
    "    used by ant@1.0.0",
    "  node_modules/bee/node_modules/cat",
    "    nested, because node_modules/cat is cat@1.0.0, used by app@1.0.0",
    "    used by bee@1.0.0",
    "",
    "Retained size",
    "  200 B: only itself",
  ]);
  const app = render(bundle, { query: "app" });
  expect(app[0]).toBe("app@1.0.0  100 B, 1 file");
  expect(app.slice(app.indexOf("Why this version"))).toEqual([
    "Why this version",
    "  ant@1.0.0 requires *",
    "",
    "Why this place",
    "  .",
    "    the root, because it is the packed package",
    "  node_modules/app",
    "    a link to ., so that it is the same module as there",
    "    used by ant@1.0.0",
  ]);
});

test("a package with links has one size, and each link the package that is in its way", () => {
  const bundle = bundleOf(
    { "app@1.0.0": ["ant@1.0.0", "bee@1.0.0", "cat@1.0.0"], "ant@1.0.0": ["cat@2.0.0"], "bee@1.0.0": ["cat@2.0.0"] },
    {
      places: {
        "node_modules/ant": "ant@1.0.0",
        "node_modules/ant/node_modules/cat": "cat@2.0.0",
        "node_modules/bee": "bee@1.0.0",
        "node_modules/bee/node_modules/cat": "-> node_modules/ant/node_modules/cat",
        "node_modules/cat": "cat@1.0.0",
      },
    },
  );
  const cat = render(bundle, { query: "cat@2.0.0" });
  expect(cat[0]).toBe("cat@2.0.0  100 B, 1 file");
  expect(cat.slice(cat.indexOf("Why this place"))).toEqual([
    "Why this place",
    "  node_modules/ant/node_modules/cat",
    "    nested, because node_modules/cat is cat@1.0.0, used by app@1.0.0",
    "    used by ant@1.0.0",
    "  node_modules/bee/node_modules/cat",
    "    a link to node_modules/ant/node_modules/cat, because node_modules/cat is cat@1.0.0, used by app@1.0.0",
    "    used by bee@1.0.0",
    "",
    "Retained size",
    "  100 B: only itself",
  ]);
});

test("of a zip it shows zipped sizes, the package of a path, and extraneous packages", () => {
  const zip = bundleOf({ "app@1.0.0": [], "zoo@1.0.0": ["ant@1.0.0 ^1.0.0"] }, { origin: "zip" });
  expect(render(zip, { query: "node_modules/ant/ant.js" })).toEqual([
    "node_modules/ant/ant.js is a file of ant@1.0.0, 100 B, zipped 40 B",
    "",
    "ant@1.0.0  100 B, 1 file",
    "",
    "Why it is included",
    "  It is extraneous: the packed package does not depend on it, although zoo@1.0.0 resolves it.",
    "",
    "Why this version",
    "  zoo@1.0.0 requires ^1.0.0",
    "",
    "Why this place",
    "  node_modules/ant",
    "    at the top, because no other package in the bundle has its name",
    "    used by zoo@1.0.0",
    "",
    "Retained size",
    "  100 B, zipped 40 B: only itself",
  ]);
  expect(render(zip, { query: "zoo" }).slice(2, 5)).toEqual([
    "Why it is included",
    "  It is extraneous: the packed package does not depend on it.",
    "",
  ]);
});

test("of many retained packages the largest are shown, and all of them under --verbose", () => {
  const below = Array.from({ length: 12 }, (_, index) => `p${index}@1.0.0`);
  const bytes = Object.fromEntries(below.map((id, index) => [id, 1000 + index]));
  const bundle = bundleOf({ "app@1.0.0": ["knex@1.0.0"], "knex@1.0.0": below }, { bytes });
  const lines = render(bundle, { query: "knex" });
  expect(lines.slice(-12)).toEqual([
    "  11.9 KiB: itself and 12 packages included only because of it",
    ...[11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((index) => `    ${1000 + index} B  p${index}@1.0.0`),
    "    2 more packages (shown with --verbose)",
  ]);
  expect(render(bundle, { query: "knex" }, { verbose: true }).at(-1)).toBe("    1000 B  p0@1.0.0");
});

test.each([40, 60, 80])("the text fits into %d columns, but for words that are longer", (width) => {
  const lines = render(botland, { query: "semver" }, { width });
  expect(lines.filter((line) => line.length > width && /\S \S/u.test(line.trim().replace("└─ ", "")))).toEqual([]);
});

test("on a narrow terminal the range stands below the package that it is for", () => {
  expect(render(botland, { query: "semver@7.6.3" }, { width: 40 }).slice(2, 10)).toEqual([
    "Why it is included",
    "  database@1.0.0",
    "  └─ shared@1.0.0",
    "     workspace:^ in",
    "     database@1.0.0/package.json",
    "     └─ semver@7.6.3",
    "        ^7.0.0 in",
    "        shared@1.0.0/package.json",
  ]);
});

test("colours change no character that is seen, and names cannot write to the terminal", () => {
  const colored = render(botland, { query: "semver" }, { colors: terminalColors() }).join("\n");
  expect(colored).toContain("\u001B[");
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(colored.replace(/\u001B\[\d+m/gu, "")).toBe(render(botland, { query: "semver" }).join("\n"));
  const odd = bundleOf({ "app@1.0.0": ["a\u001B[2Jnt@1.0.0"] });
  expect(render(odd, { query: "a\u001B[2Jnt" }).join("\n")).not.toContain("\u001B");
});

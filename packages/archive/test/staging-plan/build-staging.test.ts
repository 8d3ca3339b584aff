import { buildStaging } from "@lambda-pack/archive";
import type { BundlePath, InstanceId, Layout, PackageFiles, Placement } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

/** Paths of the bundle → an instance, or `-> path` for a link. */
function layoutOf(places: Readonly<Record<string, string>>): Layout {
  const placements = Object.entries(places).map(([at, text]): [BundlePath, Placement] => {
    const path = at as BundlePath;
    const instance = text as InstanceId;
    const placement: Placement = text.startsWith("-> ")
      ? { kind: "link", path, instance, target: text.slice(3) as BundlePath }
      : { kind: "copy", path, instance };
    return [path, placement];
  });
  return { target: "database@1.0.0" as InstanceId, links: "auto", placements: new Map(placements) };
}

function filesOf(files: Readonly<Record<string, readonly string[]>>): (instance: InstanceId) => PackageFiles {
  return (instance) => ({
    files: (files[instance] ?? []).map((path) => ({
      path,
      mode: 0o644,
      size: 3,
      mtimeMs: 1,
      ctimeMs: 1,
      ino: 1,
      dev: 1,
      source: `/disk/${instance}/${path}`,
    })),
    bytes: 0,
  });
}

function pathsOf(names: readonly string[], prefix?: string): readonly string[] {
  const layout = layoutOf({ "": "database@1.0.0" });
  return buildStaging({ layout, filesOf: filesOf({ "database@1.0.0": names }), prefix }).entries.map(
    ({ path }) => path,
  );
}

const layout = layoutOf({
  "": "database@1.0.0",
  "node_modules/lodash": "lodash@4.17.21",
  "node_modules/shared": "shared@1.0.0",
  "node_modules/shared/node_modules/@botland/database": "-> ",
  "node_modules/shared/node_modules/lodash": "-> node_modules/lodash",
});
const files = filesOf({
  "database@1.0.0": ["lib/main.js", "package.json"],
  "lodash@4.17.21": ["package.json"],
  "shared@1.0.0": ["index.js"],
});

test("every file and link of the layout stands at its path, ordered by code unit", () => {
  const staging = buildStaging({ layout, filesOf: files });
  expect(staging.entries.map((entry) => [entry.path, entry.kind === "file" ? entry.source : entry.target])).toEqual([
    ["lib/main.js", "/disk/database@1.0.0/lib/main.js"],
    ["node_modules/lodash/package.json", "/disk/lodash@4.17.21/package.json"],
    ["node_modules/shared/index.js", "/disk/shared@1.0.0/index.js"],
    ["node_modules/shared/node_modules/@botland/database", "../../../.."],
    ["node_modules/shared/node_modules/lodash", "../../lodash"],
    ["package.json", "/disk/database@1.0.0/package.json"],
  ]);
  expect(staging.bytes).toBe(12);
});

test("a prefix stands before every path, and links say the same", () => {
  const { entries } = buildStaging({ layout, filesOf: files, prefix: "opt/nodejs" });
  expect(entries.map(({ path }) => path).every((path) => path.startsWith("opt/nodejs/"))).toBe(true);
  expect(entries.filter((entry) => entry.kind === "link").map(({ target }) => target)).toEqual([
    "../../../..",
    "../../lodash",
  ]);
});

describe("what would leave the bundle or be unsafe to unpack is an error", () => {
  test.each([["/opt"], ["../opt"], ["a/../../b"], ["a//b"], ["C:/x"], ["a\\b"], ["a\nb"], [".."], ["./.."]])(
    "prefix %j",
    (prefix) => {
      expect(() => pathsOf(["a"], prefix)).toThrow(expect.objectContaining({ code: "FILE_NAME_UNSAFE" }));
    },
  );

  test.each([
    ["../evil"],
    ["a/../../evil"],
    ["/etc/passwd"],
    ["a//b"],
    ["./a"],
    ["c:evil"],
    [""],
    ["a/"],
    ["a\\b"],
    ["a\u0000b"],
  ])("path %j", (path) => {
    expect(() => pathsOf([path])).toThrow(expect.objectContaining({ code: "FILE_NAME_UNSAFE" }));
  });

  test("a dependency's name", () => {
    const evil = layoutOf({ "node_modules/../../evil": "lodash@4.17.21" });
    expect(() => buildStaging({ layout: evil, filesOf: files })).toThrow("node_modules/../../evil/package.json");
  });
});

describe("names that some file systems cannot tell apart are an error that names both", () => {
  test.each([
    ["readme.md", "README.md"],
    ["a/b/c.js", "A/b/c.js"],
    ["caf\u00e9.js", "cafe\u0301.js"],
    ["\u00c9", "e\u0301"],
    ["lib", "lib/main.js"],
    ["Lib", "lib/main.js"],
    ["x", "X/y/z"],
    ["same", "same"],
  ])("%j and %j", (first, second) => {
    for (const names of [
      [first, second],
      [second, first],
    ]) {
      expect(() => pathsOf(names)).toThrow(
        expect.objectContaining({
          code: "FILE_NAMES_COLLIDE",
          details: { paths: expect.arrayContaining([first, second]) },
        }),
      );
    }
  });

  test("other names are not", () => {
    const names = ["LIB/a.js", "lib/b.js", "lib.js", "lib-a", "ß", "ss", "\u0131", "i"].toSorted();
    expect(pathsOf(names)).toEqual(names);
  });
});

describe("names that some file systems cannot tell apart, and the user cannot rename", () => {
  const places = { "": "database@1.0.0", "node_modules/JSONStream": "JSONStream@1", "node_modules/jsonstream": "js@1" };

  test("of files in a third-party package are told, and packed", () => {
    const { entries, collisions } = buildStaging({
      layout,
      filesOf: filesOf({ "lodash@4.17.21": ["A.js", "a.js", "lib", "Lib/b.js"] }),
      prefix: "opt",
      isOwn: (id) => id === "database@1.0.0",
    });
    expect(entries.map(({ path }) => path).filter((path) => path.startsWith("opt/node_modules/lodash/"))).toHaveLength(
      4,
    );
    const lodash = layout.placements.get("node_modules/lodash" as BundlePath);
    expect(collisions).toEqual([
      { paths: ["node_modules/lodash/A.js", "node_modules/lodash/a.js"], places: [lodash, lodash] },
      { paths: ["node_modules/lodash/lib", "node_modules/lodash/Lib/b.js"], places: [lodash, lodash] },
    ]);
  });

  test("of packages are told with the places of both, for directories and links", () => {
    const twins = layoutOf({ ...places, "node_modules/JsonStream": "-> node_modules/jsonstream" });
    const { collisions } = buildStaging({
      layout: twins,
      filesOf: filesOf({ "JSONStream@1": ["i.js"], "js@1": ["i.js"] }),
      isOwn: () => true,
    });
    expect(collisions.map(({ places: [one, other] }) => [one.path, other.path])).toEqual([
      ["node_modules/JSONStream", "node_modules/jsonstream"],
      ["node_modules/JsonStream", "node_modules/JSONStream"],
      ["node_modules/JsonStream", "node_modules/jsonstream"],
    ]);
  });

  test("that are equal are an error all the same", () => {
    const equal = filesOf({ "lodash@4.17.21": ["a.js", "a.js"] });
    expect(() => buildStaging({ layout, filesOf: equal, isOwn: () => false })).toThrow(
      expect.objectContaining({ code: "FILE_NAMES_COLLIDE" }),
    );
  });
});

describe("whatever the paths", () => {
  const anyPath = fc
    .array(fc.constantFrom("a", "A", "b", "a.b", "\u00e9", "e\u0301", "E\u0301", "", ".", "..", "c:", "\\"), {
      minLength: 1,
      maxLength: 4,
    })
    .map((segments) => segments.join("/"));

  test("an error comes if and only if one of them escapes or two are one name", () => {
    fc.assert(
      fc.property(fc.array(anyPath, { maxLength: 5 }), (paths) => {
        const isRight = paths.every(stays) && !hasTwins(paths);
        let code: unknown;
        try {
          expect(pathsOf(paths)).toEqual(paths.toSorted());
        } catch (error) {
          code = error instanceof Error && "code" in error ? error.code : error;
        }
        const fault = paths.every(stays) ? "FILE_NAMES_COLLIDE" : "FILE_NAME_UNSAFE";
        expect(code).toBe(isRight ? undefined : fault);
      }),
      { numRuns: 2000 },
    );
  });

  test("lists that interleave come in one order", () => {
    const name = fc.constantFrom("-", "a", "a-b", "a.js", "node_modules", "node_modules-x", "z");
    const lists = fc.uniqueArray(name.map((each) => `${each}/file`));
    const folder = fc.array(name, { maxLength: 3 }).map((names) => ["", ...names].join("/node_modules/").slice(1));
    fc.assert(
      fc.property(fc.uniqueArray(folder), lists, (folders, names) => {
        const unordered = layoutOf(Object.fromEntries(folders.map((each) => [each, "lodash@4.17.21"])));
        const { entries } = buildStaging({
          layout: unordered,
          filesOf: filesOf({ "lodash@4.17.21": names.toSorted() }),
        });
        const paths = folders.flatMap((at) => names.map((each) => (at === "" ? each : `${at}/${each}`)));
        expect(entries.map(({ path }) => path)).toEqual(paths.toSorted());
      }),
    );
  });
});

function stays(path: string): boolean {
  const isPlain = path.split("/").every((segment) => !["", ".", ".."].includes(segment));
  return isPlain && !path.startsWith("c:") && !path.includes("\\");
}

/** Two names that are equal but for case and normal form, the names of folders above included. */
function hasTwins(paths: readonly string[]): boolean {
  const names = paths.map((path) => path.normalize("NFC").toLowerCase());
  return names.some((name, index) =>
    names.some((other, at) => at !== index && (other === name || other.startsWith(`${name}/`))),
  );
}

import { describe, expect, test } from "vitest";
import { parseYarnBerryLockfile } from "../../src/lockfile/parse-yarn-berry-lockfile.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { drawEdges, parsed, versionsAt } from "./answers.ts";

const file = "/botland/yarn.lock";
const head = "__metadata:\n  version: 8\n  cacheKey: 10c0\n\n";

const database = (range: string): string => `"database@workspace:packages/database":
  version: 0.0.0-use.local
  resolution: "database@workspace:packages/database"
  dependencies:
    ms: "${range}"
  languageName: unknown
  linkType: soft

`;

function entry(descriptors: string, version: string, more = ""): string {
  const name = descriptors.slice(0, descriptors.indexOf("@", 1));
  return `"${descriptors}":\n  version: ${version}\n  resolution: "${name}@npm:${version}"\n${more}  linkType: hard\n\n`;
}

function many(count: number): string {
  return Array.from({ length: count }, (_, index) => entry(`ms@npm:${index}.0.0`, `${index}.0.0`)).join("");
}

describe("a lockfile with more entries of one name than any real one has", () => {
  test("is refused where a dependency may mean any of them", async () => {
    const error = await packErrorOf(async () => parseYarnBerryLockfile(head + many(201) + database("catalog:"), file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toContain("ms@catalog: may be any of 201 entries");
    const locked = await parseYarnBerryLockfile(head + many(200) + database("catalog:"), file);
    expect(locked?.get("ms")?.length).toBe(200);
  });
});

describe("parseYarnBerryLockfile", () => {
  test.each([
    {
      to: "its descriptor",
      range: "npm:^2.0.0",
      entries: entry("ms@npm:^1.0.0", "1.0.0") + entry("ms@npm:^2.0.0, ms@npm:^2.1.0", "2.1.3"),
      found: "2.1.3",
    },
    {
      to: "its descriptor without npm:",
      range: "^2.0.0",
      entries: entry("ms@npm:^1.0.0", "1.0.0") + entry("ms@npm:^2.0.0", "2.1.3"),
      found: "2.1.3",
    },
    {
      to: "what a resolution made of it",
      range: "npm:^2.0.0",
      entries: entry("ms@npm:1.0.0", "1.0.0"),
      found: "1.0.0",
    },
    { to: "what the catalog says", range: "catalog:", entries: entry("ms@npm:^2.0.0", "2.1.3"), found: "2.1.3" },
    {
      to: "its patch",
      range: "patch:ms@npm%3A2.0.0#./ms.patch",
      entries: entry("ms@patch:ms@npm%3A2.0.0#./ms.patch::locator=database%40workspace%3A.", "2.0.0"),
      found: "2.0.0",
    },
    {
      to: "an alias",
      range: "npm:@scope/tock@^4.0.0",
      entries: entry("ms@npm:@scope/tock@^4.0.0", "4.0.1"),
      found: "4.0.1",
    },
    { to: "a tag", range: "npm:latest", entries: entry("ms@npm:latest", "2.1.3"), found: "2.1.3" },
    { to: "nothing that is there", range: "npm:^2.0.0", entries: "", found: "" },
  ])("a dependency leads to $to", async ({ range, entries, found }) => {
    const other = entry("msx@npm:^2.0.0", "9.0.0");
    const locked = await parsed(parseYarnBerryLockfile, head + database(range) + other + entries);
    expect(versionsAt(locked, "./packages/database > ms")).toBe(found);
  });

  test.each(["workspace:packages/ms", "link:../ms::locator=x", "portal:../ms::locator=x"])(
    "what is used where it lies has no version: %s",
    async (reference) => {
      const range = reference.replace("::locator=x", "");
      const used = `"ms@${reference}":\n  version: 0.0.0-use.local\n  resolution: "ms@${reference}"\n  linkType: soft\n`;
      const locked = await parsed(parseYarnBerryLockfile, `${head}${database(range)}${used}`);
      expect(versionsAt(locked, "./packages/database > ms")).toBe(`ms@${reference}`);
    },
  );

  test("the target of a portal is known by its name alone", async () => {
    const portal = `"chart@portal:../chart::locator=x":
  version: 0.0.0-use.local
  resolution: "chart@portal:../chart::locator=x"
  dependencies:
    ms: "npm:^2.0.0"
  linkType: soft

`;
    const locked = await parsed(parseYarnBerryLockfile, head + portal + entry("ms@npm:^2.0.0", "2.1.3"));
    expect(drawEdges(locked)).toEqual(["chart > ms = 2.1.3"]);
  });

  test.each([
    ["os=linux & cpu=arm64 & libc=glibc", { os: ["linux"], cpu: ["arm64"], libc: ["glibc"] }],
    ["(os=linux | os=darwin) & cpu=x64", { os: ["linux", "darwin"], cpu: ["x64"], libc: [] }],
    ['"!os=win32 & !cpu=ia32"', { os: ["!win32"], cpu: ["!ia32"], libc: [] }],
    ["(!os=win32 | !os=aix)", { os: ["!win32", "!aix"], cpu: [], libc: [] }],
  ])("the conditions %s are a platform", async (conditions, platform) => {
    const locked = await parsed(
      parseYarnBerryLockfile,
      head + database("npm:^2.0.0") + entry("ms@npm:^2.0.0", "2.1.3", `  conditions: ${conditions}\n`),
    );
    expect(locked.get("ms")).toEqual([{ version: "2.1.3", platform }]);
  });

  test("a version like a number stays as it is written", async () => {
    const locked = await parsed(parseYarnBerryLockfile, `${head}${database("1.10")}${entry("ms@npm:1.10", "1.10.0")}`);
    expect(versionsAt(locked, "./packages/database > ms")).toBe("1.10.0");
  });

  test.each([4, 5, 6, 7, 8, 9, 10])("version %i is read", async (version) => {
    const text = `__metadata:\n  version: ${version}\n\n${database("npm:1")}${entry("ms@npm:1", "1.0.0")}`;
    expect(versionsAt(await parsed(parseYarnBerryLockfile, text), "ms")).toBe("1.0.0");
  });

  test.each([
    ["3", '"3"'],
    ["11", '"11"'],
    ["", "missing"],
  ])("version %s is refused, and named", async (version, named) => {
    const error = await packErrorOf(() => parseYarnBerryLockfile(`__metadata:\n  version: ${version}\n`, file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toBe(
      `${file} cannot be read: its __metadata.version is ${named}, but only 4 to 10 can be read.`,
    );
  });

  test("text that cannot be parsed is an error with its line", async () => {
    const error = await packErrorOf(() => parseYarnBerryLockfile(`${head}"ms@npm:1":\n  version: "1\n`, file));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toMatch(/^\/botland\/yarn\.lock:\d+ cannot be read: it is not in the format of Yarn/u);
  });
});

import { parseSyml as parseAsYarn } from "@yarnpkg/parsers";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { parseSyml } from "../../src/lockfile/parse-syml.ts";

/** What YAML would take for something else than a text, or not for one line of it. */
const scalar = fc.constantFrom(
  "1.10",
  "0x1F",
  "1e3",
  "yes",
  "true",
  "null",
  "~",
  "2026-11-30",
  "npm:^1.0.0",
  "workspace:.",
  '"1.10"',
  "'it''s'",
  '"\\u00e4\\n"',
  "10c0/abc=",
  "os=linux & cpu=x64",
  "",
  "- a",
  "[a, b]",
  "{ a: b }",
  "|\n    two\n    lines",
  '"open',
  "&a b",
  "*a",
  "!!int 1",
);

const key = fc.constantFrom(
  "version",
  "resolution",
  "dependencies",
  "ms",
  '"ms@npm:^2.0.0, ms@npm:2"',
  '"@a/b@npm:1"',
  "__proto__",
  "1.0",
  "~",
);

const line = fc
  .tuple(fc.constantFrom("", "  ", "    "), key, scalar)
  .map(([indent, name, value]) => `${indent}${name}: ${value}`);

const lockfile = fc
  .array(line, { maxLength: 6 })
  .map((lines) => ["__metadata:", "  version: 8", ...lines, ""].join("\n"));

test("reads what Yarn's own parser reads, and refuses what it refuses", async () => {
  await fc.assert(
    fc.asyncProperty(lockfile, async (text) => {
      expect(await outcomeOf(() => parseSyml(text))).toEqual(await outcomeOf(() => parseAsYarn(text)));
    }),
    { numRuns: 1000 },
  );
});

test("gives texts alone, and the last of equal keys", async () => {
  const text =
    "__metadata:\n  version: 8\n  cacheKey: 10\n\nms:\n  version: 1.10\nms:\n  version: 2.10\n  optional: yes\n";
  expect(await parseSyml(text)).toEqual({
    __metadata: { version: "8", cacheKey: "10" },
    ms: { version: "2.10", optional: "yes" },
  });
});

test.each(["", "a text", "- a list"])("%j is refused", async (text) => {
  await expect(parseSyml(text)).rejects.toThrow("It is not a mapping");
});

async function outcomeOf(parse: () => unknown): Promise<unknown> {
  try {
    return await parse();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

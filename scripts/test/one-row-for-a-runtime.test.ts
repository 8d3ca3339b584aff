import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..", "..");
const table = "packages/model/src/lambda/runtimes.ts";
const choice = "packages/model/src/lambda/default-runtime.ts";
const sources = readdirSync(path.join(root, "packages"))
  .flatMap((folder) => listFiles(`packages/${folder}/src`))
  .filter((file) => /\.(?:ts|mjs)$/u.test(file) && file !== table && file !== choice);

function listFiles(folder: string): readonly string[] {
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return files.map((file) => `${folder}/${file.split(path.sep).join("/")}`);
}

test("a new runtime of Lambda is one row: no other source names one, or compares the version of Node.js", async () => {
  expect(sources.length).toBeGreaterThan(500);
  const found = await Promise.all(
    sources.map(async (file) => {
      const code = withoutComments(file, await readFile(path.join(root, file), "utf8"));
      return [...code.matchAll(/nodejs\d+\.x|major\s*[<>=]=*\s*\d+/giu)].map(([text]) => `${file}: ${text}`);
    }),
  );
  expect(found.flat()).toEqual([]);
});

test("the default is one word, which the pattern finds", async () => {
  const code = await readFile(path.join(root, choice), "utf8");
  expect(withoutComments(choice, code)).toMatch(/^\s*export const DEFAULT_RUNTIME = "nodejs\d+\.x";\s*$/u);
});

function withoutComments(file: string, text: string): string {
  const { comments } = parseSync(file, text);
  return comments.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

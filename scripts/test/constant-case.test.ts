import path from "node:path";
import { json, writeTree } from "@lambda-pack/test-support/disk/tree";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { repository } from "@lambda-pack/test-support/repository";
import { execa } from "execa";
import { expect, test } from "vitest";

/** What oxlint says of each of these modules. */
async function messagesFor(modules: readonly string[]): Promise<readonly (string | undefined)[]> {
  const directory = temporaryDirectory();
  writeTree(directory, {
    "config.json": json({
      jsPlugins: [path.join(repository, "scripts", "lint", "plugin.mjs")],
      categories: { correctness: "off" },
      rules: { "house/constant-case": "error" },
    }),
    ...Object.fromEntries(modules.map((text, index) => [`${index}.ts`, text])),
  });
  const oxlint = path.join(repository, "node_modules", ".bin", "oxlint");
  const run = await execa(oxlint, ["--config", "config.json", "--format", "json"], { cwd: directory, reject: false });
  const { diagnostics }: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(run.stdout);
  return modules.map((_, index) => diagnostics.find(({ filename }) => filename === `${index}.ts`)?.message);
}

interface Diagnostic {
  readonly filename: string;
  readonly message: string;
}

test("a number of a module is in upper case, and a limit begins with MAX_", async () => {
  const names = {
    "const attempts = 3;": "ATTEMPTS",
    "export const mostBytes = 8 * 1024 * 1024;": "MAX_BYTES",
    "const MOST_LINKS = 40;": "MAX_LINKS",
    "export const LONGEST_NAME = 2 ** 8;": "MAX_NAME",
    "const belowZero = -1;": "BELOW_ZERO",
    "const WORDS = 8;\nconst wordBytes = WORDS * Uint32Array.BYTES_PER_ELEMENT;": "WORD_BYTES",
  };
  const expected = Object.values(names).map((name) => `A number is a constant like ${name}.`);
  expect(await messagesFor(Object.keys(names))).toEqual(expected);
});

test("what is no number, or no constant of a module, may be in lower case", async () => {
  const modules = [
    "const MAX_BYTES = 8 * 1024 * 1024;",
    'const separator = "/";',
    'const lines = "one" + "two";',
    "const sum = [1, 2].length + process.argv.length;",
    "export function half() {\n  const two = 2;\n  return 1 / two;\n}",
    "const facts = { length: 7 };",
    "let count = 0;",
  ];
  expect(await messagesFor(modules)).toEqual(modules.map(() => undefined));
});

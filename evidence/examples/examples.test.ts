import { readFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "@lambda-pack/test-support/repository";
import { afterAll, expect, test } from "vitest";
import { openExampleSites } from "./example-sites.ts";
import { fillExamples } from "./fill-examples.ts";

const sites = openExampleSites({ withBig: false });
afterAll(() => sites.remove());

test.each([
  ["README.md", 1],
  ["docs/inspecting.md", 14],
] as const)(
  "the examples of %s are what the commands print for fixtures/botland",
  async (file, examples) => {
    const document = await readFile(path.join(repository, file), "utf8");
    let ran = 0;
    const filled = await fillExamples(document, async (example) => {
      const output = await sites.run(example);
      if (output !== undefined) ran += 1;
      return output;
    });
    expect(filled).toBe(document);
    expect(ran).toBe(examples);
  },
  240_000,
);

const commands = [
  ["list", ["list", "database", "--files"]],
  ["list", ["list", ".lambda-pack/database.zip", "--files"]],
  ["list", ["list", "database", "--trim=reachable", "--trimmed", "--files"]],
  ["why", ["why", "database", "semver"]],
  ["why", ["why", ".lambda-pack/database.zip", "node_modules/lodash/fp.js"]],
  ["why", ["why", "database", "node_modules/lodash/fp.js", "--trim=reachable"]],
  ["why", ["why", "database", "node_modules/knex/lib/client.js", "--trim=reachable"]],
  ["diff", ["diff", ".lambda-pack/database.zip", "database"]],
  ["check", ["check", "database", "--handler", "main.lambdaHandler"]],
  ["report", ["report", ".lambda-pack/database.zip"]],
  ["report", ["report", "database", "--trim=reachable"]],
  ["doctor", ["doctor"]],
] as const;

test.each(commands)(
  "docs/inspecting.md describes the JSON of %s: %j",
  async (command, words) => {
    const exitCode = command === "diff" || command === "check" ? 1 : 0;
    const output = await sites.run({ site: "botland-changed", words: [...words, "--json"], exitCode });
    const { schemaVersion, ...document }: Record<string, unknown> = JSON.parse(output ?? "");
    expect(schemaVersion).toBe(2);

    const page = await readFile(path.join(repository, "docs", "inspecting.md"), "utf8");
    const [, table = ""] = new RegExp(`^### The JSON of ${command}\n(.*?)(?:^### |$(?![^]))`, "msu").exec(page) ?? [];
    const cells = [...table.matchAll(/^\| (`[^|]*) \|/gmu)].flatMap(([, cell = ""]) => cell.match(/[^`, ]+/gu) ?? []);
    // Who describes a field whole describes what is in it by its side.
    const described = (field: string) => cells.some((cell) => field === cell || inside(field, cell.replace("…", "")));
    expect(fieldsOf(document, "").filter((field) => !described(field))).toEqual([]);
    expect(cells.length).toBeGreaterThan(5);
  },
  240_000,
);

const whole =
  /^(?:a|b|packages\[\]\.(?:before|after)|files\[\]\.(?:before|after)|archive\[\]\.example|findings\[\]|trim\.file\.(?:reason|whole|root)|trim\.packages\[\]\.(?:whole|root)|.*steps\[\]|.*(?:dependencyPaths\[\]|dependents)\[\])$/u;

function inside(field: string, cell: string): boolean {
  return whole.test(cell) && field.startsWith(`${cell}.`);
}

/** `packages[].id` for every value that is neither an object nor a list of objects; an empty list says nothing of its fields. */
function fieldsOf(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    const nested = value.filter((each) => typeof each === "object");
    return nested.length === 0 ? [at] : [...new Set(nested.flatMap((each) => fieldsOf(each, `${at}[]`)))];
  }
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, each]) => fieldsOf(each, at === "" ? key : `${at}.${key}`));
}

const example = (options: string, body: string) =>
  `before\n<!-- example pond${options}: list frog -->\n${body}<!-- /example -->\nbehind\n`;

test("an example gets the output of its command, cut where that is said", async () => {
  const asked: unknown[] = [];
  const run = async (one: unknown) => {
    asked.push(one);
    return "frog $& 1\nnewt 2\ntoad 3\n";
  };
  expect(await fillExamples(example(" lines=1 exit=1", "```console\nold\n```\n"), run)).toBe(
    example(" lines=1 exit=1", "```console\n$ yarn lambda-pack list frog\nfrog $& 1\n… and 2 more lines\n```\n"),
  );
  expect(asked).toEqual([{ site: "pond", words: ["list", "frog"], exitCode: 1 }]);
  expect(await fillExamples(example("", ""), run)).toContain("\ntoad 3\n```\n");
});

test("an output with a fence of its own gets a longer one, and one that is not run stays", async () => {
  const filled = await fillExamples(example("", ""), async () => "````text\nfrog\n````");
  expect(filled).toContain("\n`````console\n$ yarn lambda-pack list frog\n````text\nfrog\n````\n`````\n");
  const kept = example("", "```console\nold\n```\n");
  expect(await fillExamples(kept, async () => undefined)).toBe(kept);
});

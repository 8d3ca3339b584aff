import pnp from "@yarnpkg/pnp";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { extractRuntimeState } from "../../src/plug-and-play/extract-runtime-state.ts";

const programs = {
  "a text": (data: string) =>
    pnp.generateLoader("#!/usr/bin/env node", `const RAW_RUNTIME_STATE =\n${quoted(data)};\n`),
  "a text in the call": (data: string) => `  return hydrateRuntimeState(JSON.parse(${quoted(data)}), {basePath: x});`,
  "a literal": (data: string) =>
    `  return hydrateRuntimeState(${withCommas(data)}, {basePath: basePath || __dirname});`,
};

/** As Yarn's generatePnpScript.ts does it. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\\n")}'`;
}

/** As Yarn 2 and 3.0 print objects. */
function withCommas(text: string): string {
  return text.replaceAll(/(?<!")\n\s*\}/gu, ",$&");
}

test.each(Object.entries(programs))("JSON of any names and values comes back out of %s", (_form, write) => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("'", "\\", "\\'", ",}", ",\n ]", '"'),
  );
  fc.assert(
    fc.property(fc.dictionary(text, text, { minKeys: 1 }), fc.array(text), (packages, list) => {
      const data = { packages, list, last: 1 };
      expect(JSON.parse(extractRuntimeState(write(JSON.stringify(data, undefined, 2))) ?? "")).toEqual(data);
    }),
    { numRuns: 300 },
  );
});

test("data of 40 megabytes is no problem", () => {
  const data = { list: Array.from({ length: 400_000 }, (_, index) => `it's ${index} \\ ${"x".repeat(80)}`) };
  const program = programs["a text"](JSON.stringify(data, undefined, 1));
  expect(program.length).toBeGreaterThan(40_000_000);
  expect(extractRuntimeState(program)?.trimStart()).toBe(JSON.stringify(data, undefined, 1));
});

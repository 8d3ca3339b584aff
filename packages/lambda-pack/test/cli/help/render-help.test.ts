import { expect, test } from "vitest";
import { commandSpecs, optionsOf } from "../../../src/cli/commands/commands.ts";
import { renderHelp } from "../../../src/cli/help/render-help.ts";

const widths = [40, 60, 80, 120];

test.each(commandSpecs)("the help of $name lists each of its options once, and each exit code", (spec) => {
  const text = renderHelp(spec, { columns: 100 });
  for (const { name } of optionsOf(spec)) {
    expect(text.match(new RegExp(String.raw`^ +(?:-h, )?--${name}(?=[ [])`, "gmu"))).toHaveLength(1);
  }
  expect(text.replaceAll(/\s+/gu, " ")).toContain("70 bug, 130 interrupted, 143 terminated.");
  expect(text).toContain(spec.examples[0]?.command);
});

test.each(commandSpecs)("the help of $name is wrapped where the terminal is narrow", (spec) => {
  for (const columns of widths) {
    const lines = renderHelp(spec, { columns }).split("\n");
    // Neither a word nor what is to be typed is broken.
    const breakable = lines.filter((line) => line.trim().includes(" ") && !/^ {2}(?:lambda-pack|-)/u.test(line));
    expect(breakable.filter((line) => line.length > columns)).toEqual([]);
  }
});

test("the overview has a line for each command", () => {
  const text = renderHelp(undefined, { columns: 100 });
  expect(text).toMatch(/^Usage: lambda-pack \[package\.\.\.\] \[options\]\n {7}lambda-pack <command> \[options\]\n/u);
  for (const { name, summary } of commandSpecs) expect(text).toContain(`  ${name.padEnd(12)}${summary}\n`);
});

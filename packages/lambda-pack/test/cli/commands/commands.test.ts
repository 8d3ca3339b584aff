import { conflictsOf } from "../../../src/cli/argv/conflicts-of.ts";
import { expect, test } from "vitest";
import { groupOf, optionGroups } from "../../../src/cli/spec/cli-option.ts";
import { commands, commandSpecs, optionsOf } from "../../../src/cli/commands/commands.ts";

test("each command stands under its own name", () => {
  expect(commandSpecs.map(({ name }) => name)).toEqual(Object.keys(commands));
});

test("an option has a value or none, whichever command it is given to", () => {
  const kinds = new Map<string, Set<string>>();
  for (const { name, kind } of commandSpecs.flatMap(optionsOf)) {
    kinds.set(name, (kinds.get(name) ?? new Set()).add(kind === "flag" ? "flag" : "value"));
  }
  expect([...kinds].filter(([, found]) => found.size > 1)).toEqual([]);
});

test.each(commandSpecs)("$name has each option once, and can be asked for help", (spec) => {
  const names = optionsOf(spec).map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(names).toContain("help");
});

test.each(commandSpecs)("only options of $name conflict, or stand in the place of its arguments", (spec) => {
  const names = new Set(optionsOf(spec).map(({ name }) => name));
  const named = [
    ...conflictsOf(spec).flatMap(({ options, unless }) => [...options, ...(unless === undefined ? [] : [unless])]),
    ...spec.args.flatMap(({ instead }) => instead ?? []),
  ];
  expect(named.filter((text) => !names.has(text.replace(/=.*$/u, "")))).toEqual([]);
});

test.each(commandSpecs)("the options of $name come in the order of their groups", (spec) => {
  const groups = optionsOf(spec).map((option) => optionGroups.indexOf(groupOf(option)));
  expect(groups).toEqual(groups.toSorted((a, b) => a - b));
  expect(groups).toHaveLength(new Set([...spec.options, ...spec.shared].map(({ name }) => name)).size);
});

test.each(commandSpecs)("the one line about $name is short and has no full stop", ({ summary }) => {
  expect(summary).toMatch(/^[A-Z].{10,80}[^.]$/u);
});

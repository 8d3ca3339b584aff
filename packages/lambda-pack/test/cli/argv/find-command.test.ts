import { expect, test } from "vitest";
import { findCommand } from "../../../src/cli/argv/find-command.ts";

test.each<[string, string, string]>([
  ["list database", "list", "database"],
  ["pack list", "pack", "list"],
  ["pack pack", "pack", "pack"],
  ["help list", "help", "list"],
  ["--json list database", "list", "--json database"],
  ["--cwd packages list database", "list", "--cwd packages database"],
  ["--cwd=packages why database", "why", "--cwd=packages database"],
  ["--cwd list why database", "why", "--cwd list database"],
  ["--sort --tree list database", "list", "--sort --tree database"],
  ["list list", "list", "list"],
])("%s asks for %s", (line, name, rest) => {
  expect(findCommand(line.split(" "))).toEqual({ name, named: true, argv: rest.split(" ") });
});

test.each([
  "database",
  "database list",
  "-- list",
  "--exclude list",
  "--json",
  "toString",
  "lists",
  "database --cwd why",
])("%s names no command, so that pack is meant", (line) => {
  const argv = line.split(" ");
  expect(findCommand(argv)).toEqual({ name: "pack", named: false, argv });
});

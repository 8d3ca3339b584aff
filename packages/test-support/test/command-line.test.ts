import { expect, test } from "vitest";
import { commandLine } from "../src/command-line.ts";

function read(...words: readonly string[]) {
  return commandLine("npm run ferry --", "Crosses the lake.", words)
    .option("boats", { type: "number", default: 1, describe: "how many" })
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new Error(message);
    });
}

test("--help tells what the program does and takes", async () => {
  expect(await read().getHelp()).toBe(
    `npm run ferry --

Crosses the lake.

Options:
  --help   Show help  [boolean]
  --boats  how many  [number] [default: 1]`,
  );
});

test("options are read", () => {
  expect(read().parseSync().boats).toBe(1);
  expect(read("--boats", "3").parseSync().boats).toBe(3);
});

test("an option that it does not know, and a word where it takes none, are errors", () => {
  expect(() => read("--boots", "3").parseSync()).toThrow("Unknown argument: boots");
  expect(() => read("home").parseSync()).toThrow("Too many non-option arguments: got 1, maximum of 0");
});

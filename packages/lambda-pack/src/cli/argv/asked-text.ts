import { givenOptions } from "./given-options.ts";

const options = { "--help": "help", "-h": "help", "--version": "version" } as const;

/** The text that a command line asks for, if it does. Help comes first, whatever else the command line says, right or wrong. */
export function askedText(argv: readonly string[]): "help" | "version" | undefined {
  const given = givenOptions(argv).filter(({ equals, value }) => !equals || value === "true");
  const asked = new Set(given.flatMap(({ name }) => (isKey(name) ? options[name] : [])));
  if (asked.has("help")) return "help";
  return asked.has("version") ? "version" : undefined;
}

function isKey(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}

import { inWords } from "../../messages/in-words.ts";
import type { CommandArgument, CommandSpec } from "../spec/command-spec.ts";

/** Sentences about arguments that are empty, missing or too many. */
export function argumentFaults({ name, args: expected }: CommandSpec, args: readonly string[]): readonly string[] {
  if (args.includes("")) return [`${emptyText(name, expected)} is empty; is a shell variable not set?`];
  const missing = expected.slice(args.length).filter(({ optional, instead }) => optional !== true && !instead);
  if (missing.length > 0) return [`${name} needs ${inWords(missing.map(formOf), "and")}.`];
  const extra = expected.at(-1)?.repeated === true ? [] : args.slice(expected.length);
  if (extra.length === 0) return [];
  const unexpected = inWords(
    extra.map((arg) => JSON.stringify(arg)),
    "and",
  );
  const takes = expected.length === 0 ? "no arguments" : `only ${inWords(expected.map(formOf), "and")}`;
  return [`Unexpected argument${extra.length === 1 ? "" : "s"} ${unexpected}: ${name} takes ${takes}.`];
}

/**
 * Where among the arguments the package of the working directory stands, which is not written: its argument is the only one that is
 * left out, and the option that may stand in its place is not given. Undefined where nothing is left out.
 */
export function placeOfHere(
  { args: expected }: CommandSpec,
  args: readonly string[],
  isGiven: (option: string) => boolean,
): number | undefined {
  const place = expected.findIndex(({ here }) => here === true);
  const needed = expected.filter(({ optional }) => optional !== true).length;
  const instead = expected[place]?.instead;
  if (place === -1 || args.length !== needed - 1 || (instead !== undefined && isGiven(instead))) return undefined;
  return place;
}

function emptyText(command: string, expected: readonly CommandArgument[]): string {
  return expected.some(({ is }) => is.join() === "package") ? "The name of a package" : `An argument of ${command}`;
}

function formOf({ name }: CommandArgument): string {
  return `<${name}>`;
}

import { groupOf, optionGroups } from "../spec/cli-option.ts";
import type { CliOption } from "../spec/cli-option.ts";
import { checkSpec } from "./check.ts";
import type { CommandSpec } from "../spec/command-spec.ts";
import { completionSpec } from "./completion.ts";
import { diffSpec } from "./diff.ts";
import { doctorSpec } from "./doctor.ts";
import { helpSpec } from "./help.ts";
import { invokeSpec } from "./invoke.ts";
import { listSpec } from "./list.ts";
import { packSpec } from "./pack.ts";
import { reportSpec } from "./report.ts";
import { serveSpec } from "./serve.ts";
import { whySpec } from "./why.ts";

/** Every command, in the order of the help text. */
export const commands = {
  pack: packSpec,
  list: listSpec,
  why: whySpec,
  diff: diffSpec,
  check: checkSpec,
  report: reportSpec,
  invoke: invokeSpec,
  serve: serveSpec,
  doctor: doctorSpec,
  completion: completionSpec,
  help: helpSpec,
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commands;

export const commandSpecs: readonly CommandSpec[] = Object.values(commands);

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** All options of a command, in the order of its help. One that it has of its own hides the shared one of that name. */
export function optionsOf({ options, shared }: CommandSpec): readonly CliOption[] {
  const own = new Set(options.map(({ name }) => name));
  const all = [...options, ...shared.filter(({ name }) => !own.has(name))];
  return optionGroups.flatMap((group) => all.filter((option) => groupOf(option) === group));
}

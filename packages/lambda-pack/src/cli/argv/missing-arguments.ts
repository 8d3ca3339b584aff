import { isPackError } from "@lambda-pack/model";
import { listImporterNames } from "@lambda-pack/workspace";
import type { CommandSpec } from "../spec/command-spec.ts";
import { inWords } from "../../messages/in-words.ts";

/** A sentence that asks for a package, with the names there are; without them where there is no workspace to read. */
export async function missingTargetsFault(cwd: string): Promise<string> {
  const names = await readNames(cwd);
  return `Name the package to pack${names.length === 0 ? "" : `, one of ${shortened(names).join(", ")}`}.`;
}

/** What to add where a command has no argument: the packages there are, and how to pack one that has the command's name. */
export async function missingArgumentHints(
  { name: command, args }: CommandSpec,
  cwd: string,
): Promise<readonly string[]> {
  const names = await readNames(cwd);
  const takesPackage = args.some(({ is }) => is.includes("package"));
  const namesake = names.find((name) => isCalled(command, name));
  return [
    ...(takesPackage && names.length > 0 ? [`The packages are ${inWords(shortened(names), "and")}.`] : []),
    ...(namesake === undefined
      ? []
      : [`${command} is a command; to pack the package ${namesake}, run lambda-pack pack ${command}.`]),
  ];
}

async function readNames(cwd: string): Promise<readonly string[]> {
  try {
    return [...new Set(await listImporterNames(cwd))];
  } catch (error) {
    if (isPackError(error)) return [];
    throw error;
  }
}

function shortened(names: readonly string[]): readonly string[] {
  return names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names;
}

/** With its scope or without. */
function isCalled(command: string, name: string): boolean {
  return name === command || (name.startsWith("@") && name.endsWith(`/${command}`));
}

import { isJsonObject } from "@lambda-pack/workspace";
import { splitId } from "@lambda-pack/model";
import { didYouMean } from "../../messages/did-you-mean.ts";
import { inWords } from "../../messages/in-words.ts";
import { checkTexts, showValue } from "./value-checks.ts";

export const trimModes = ["off", "files", "reachable"] as const;

const keys = ["mode", "whole", "include", "reachable"] as const;

/** The first fault of the setting `trim`, as a phrase; undefined means right. */
export function checkTrim(label: string, value: unknown): string | undefined {
  if (!isJsonObject(value))
    return isMode(value) ? undefined : `${label} must be ${modes}, or an object with mode, not ${showValue(value)}`;
  const unknown = Object.keys(value).find((key) => !keys.some((known) => known === key));
  if (unknown !== undefined) return `${label}.${unknown} is not a setting${didYouMean(unknown, keys)}`;
  if (!isMode(value["mode"])) return `${label}.mode must be ${modes}, not ${showValue(value["mode"])}`;
  for (const key of ["whole", "include", "reachable"] as const) {
    const fault = value[key] === undefined ? undefined : checkList(`${label}.${key}`, value[key], key === "include");
    if (fault !== undefined) return fault;
  }
  const both = textsOf(value["whole"]).find((name) => textsOf(value["reachable"]).includes(name));
  return both === undefined ? undefined : `${label} names ${both} in whole and in reachable, which exclude each other`;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

const modes = inWords(trimModes, "or");

function isMode(value: unknown): boolean {
  return trimModes.some((known) => known === value);
}

/** Names of packages; with `isPath`, each with a glob of its files behind a slash. */
function checkList(label: string, value: unknown, isPath: boolean): string | undefined {
  const fault = checkTexts(label, value);
  if (fault !== undefined || !Array.isArray(value)) return fault;
  const wrong = value.find((text) => (isPath ? splitInclude(String(text)) === undefined : !isName(String(text))));
  if (wrong === undefined) return undefined;
  return isPath
    ? `${label} must name a package and files of it, such as pkg/lib/**, not ${showValue(wrong)}`
    : `${label} must hold names of packages, not ${showValue(wrong)}`;
}

function isName(text: string): boolean {
  return /^(?:@[^/@*]+\/)?[^/@*]+$/u.test(text) && splitId(text).reference === undefined;
}

/** `@scope/pkg/lib/**` → the package and the glob; undefined for what has no glob. */
export function splitInclude(text: string): { readonly name: string; readonly glob: string } | undefined {
  const [, name, glob] = /^((?:@[^/*]+\/)?[^/@*]+)\/(.+)$/u.exec(text) ?? [];
  return name === undefined || glob === undefined ? undefined : { name, glob };
}

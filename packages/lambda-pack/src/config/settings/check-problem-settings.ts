import { isJsonObject, semver } from "@lambda-pack/workspace";
import { findingSeverities, problemSeverities, splitId } from "@lambda-pack/model";
import { didYouMean } from "../../messages/did-you-mean.ts";
import { inWords } from "../../messages/in-words.ts";
import { showValue } from "./value-checks.ts";

/** All kinds of problems and findings, which have one set of names. */
export const problemKinds: readonly string[] = [...Object.keys(problemSeverities), ...Object.keys(findingSeverities)];

export const problemSettingValues = ["off", "note", "warning", "error"] as const;

/** The first fault of severities by kind, as a phrase; undefined means right. A text is an option that cannot be taken apart. */
export function checkProblemSettings(label: string, value: unknown): string | undefined {
  if (typeof value === "string") {
    return `${label} must be kind=severity or kind:package=severity, not ${showValue(value)}`;
  }
  if (!isJsonObject(value)) return `${label} must be an object of severities by kind, not ${showValue(value)}`;
  for (const [kind, severity] of Object.entries(value)) {
    const fault = checkKind(label, kind) ?? checkKindValue(`${label} of ${kind}`, severity);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function checkKind(label: string, kind: string): string | undefined {
  if (problemKinds.includes(kind)) return undefined;
  return `${label} names ${kind}, which is not a kind of problem${didYouMean(kind, problemKinds)}`;
}

function checkKindValue(at: string, value: unknown): string | undefined {
  if (!isJsonObject(value)) {
    return isSeverity(value)
      ? undefined
      : `${at} must be ${severities}, or an object of these by package, not ${showValue(value)}`;
  }
  for (const [key, severity] of Object.entries(value)) {
    const { name, reference: range } = splitId(key);
    if (name === "" || (range !== undefined && semver.validRange(range) === null)) {
      return `${at} must be by package name, name@range, or *, not ${showValue(key)}`;
    }
    if (!isSeverity(severity)) return `${at} in ${key} must be ${severities}, not ${showValue(severity)}`;
  }
  return undefined;
}

const severities = inWords(problemSettingValues, "or");

function isSeverity(value: unknown): boolean {
  return problemSettingValues.some((known) => known === value);
}

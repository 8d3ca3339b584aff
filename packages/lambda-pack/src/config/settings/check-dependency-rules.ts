import { isJsonObject, semver } from "@lambda-pack/workspace";
import { splitId } from "@lambda-pack/model";
import { didYouMean } from "../../messages/did-you-mean.ts";
import { checkTexts, showValue } from "./value-checks.ts";

const ruleKeys = ["include", "exclude"] as const;

/** The first fault of the file rules for dependencies, as a phrase; undefined means right. */
export function checkDependencyRules(label: string, value: unknown): string | undefined {
  if (!isJsonObject(value)) return `${label} must be an object of file rules by package name, not ${showValue(value)}`;
  for (const [key, rules] of Object.entries(value)) {
    const at = `${label}[${JSON.stringify(key)}]`;
    const fault = checkKey(at, key) ?? checkRules(at, rules);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function checkKey(at: string, key: string): string | undefined {
  const { name, reference: range } = splitId(key);
  if (name === "" || (range !== undefined && semver.validRange(range) === null)) {
    return `${at} must be a package name, name@range, or *`;
  }
  return undefined;
}

function checkRules(at: string, rules: unknown): string | undefined {
  if (!isJsonObject(rules)) return `${at} must be an object with include or exclude, not ${showValue(rules)}`;
  for (const [key, globs] of Object.entries(rules)) {
    if (!ruleKeys.some((known) => known === key)) return `${at}.${key} is not a setting${didYouMean(key, ruleKeys)}`;
    const fault = checkTexts(`${at}.${key}`, globs);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

import type { Dependency, ExplainedPackage, OtherVersion } from "@lambda-pack/inspect";
import { listOf } from "../../messages/list-of.ts";
import { kindText } from "../terminal/kind-text.ts";
import { printable } from "../terminal/printable.ts";
import { shownId } from "../terminal/shown-id.ts";

/** Why a package has its version: the ranges that require it, where it is installed, and which other versions there are. */
export function versionTexts({ dependents, installedIn, otherVersions }: ExplainedPackage): readonly string[] {
  return [
    ...byRange(dependents).map(requirementText),
    ...(installedIn.length === 0 ? [] : [`installed in ${listOf(installedIn.map(printable))}`]),
    ...otherVersions.map(otherText),
  ];
}

interface Requirement extends Pick<Dependency, "range" | "satisfied" | "kind" | "optional"> {
  readonly from: readonly string[];
}

/** The dependents that require the same range in the same way, in the order in which each group first appears. */
function byRange(dependencies: readonly Dependency[]): readonly Requirement[] {
  const groups = new Map<string, Requirement>();
  for (const { from, range, satisfied, kind, optional } of dependencies) {
    const key = [range, ...kindText({ kind, optional })].join("\0");
    const known = groups.get(key)?.from ?? [];
    groups.set(key, { range, satisfied, kind, optional, from: [...known, from] } as Requirement);
  }
  return [...groups.values()];
}

function requirementText({ range, satisfied, from, ...rest }: Requirement): string {
  const notes = [...kindText(rest), ...(satisfied === false ? ["not satisfied"] : [])];
  const text = `${listOf(from.map(shownId))} ${rangeText(range, rest, from.length === 1)}`;
  return notes.length === 0 ? text : `${text} (${notes.join(", ")})`;
}

/** An optional peer may be declared without a range. */
function rangeText(range: string, { kind }: Pick<Requirement, "kind">, isOne: boolean): string {
  if (range !== "") return `${isOne ? "requires" : "require"} ${printable(range)}`;
  return `${isOne ? "resolves" : "resolve"} it${kind === "peerDependencies" ? "" : ", although nothing declares it"}`;
}

function otherText({ id, dependents }: OtherVersion): string {
  const requirements = byRange(dependents).map(requirementText);
  return `${shownId(id)} is also in the bundle${requirements.length === 0 ? "" : `: ${requirements.join("; ")}`}`;
}

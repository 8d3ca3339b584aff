import type { Dependency, ExplainedPackage, OtherVersion } from "@lambda-pack/inspect";
import { listOf } from "../../messages/list-of.ts";
import { kindText } from "../terminal/kind-text.ts";
import { printable } from "../terminal/printable.ts";
import { shownId } from "../terminal/shown-id.ts";

/** Why a package has its version: the ranges that ask for it, where it is installed, and which other versions there are. */
export function versionTexts({ neededBy, installedIn, otherVersions }: ExplainedPackage): readonly string[] {
  return [
    ...byRange(neededBy).map(demandText),
    ...(installedIn.length === 0 ? [] : [`installed in ${listOf(installedIn.map(printable))}`]),
    ...otherVersions.map(otherText),
  ];
}

interface Demand extends Pick<Dependency, "range" | "satisfied" | "kind" | "optional"> {
  readonly from: readonly string[];
}

/** Those who ask for the same in the same way, in the order in which each way comes first. */
function byRange(dependencies: readonly Dependency[]): readonly Demand[] {
  const groups = new Map<string, Demand>();
  for (const { from, range, satisfied, kind, optional } of dependencies) {
    const key = [range, ...kindText({ kind, optional })].join("\0");
    const known = groups.get(key)?.from ?? [];
    groups.set(key, { range, satisfied, kind, optional, from: [...known, from] } as Demand);
  }
  return [...groups.values()];
}

function demandText({ range, satisfied, from, ...rest }: Demand): string {
  const notes = [...kindText(rest), ...(satisfied === false ? ["not satisfied"] : [])];
  const text = `${listOf(from.map(shownId))} ${askedText(range, rest, from.length === 1)}`;
  return notes.length === 0 ? text : `${text} (${notes.join(", ")})`;
}

/** An optional peer may be declared without a range. */
function askedText(range: string, { kind }: Pick<Demand, "kind">, isOne: boolean): string {
  if (range !== "") return `${isOne ? "asks" : "ask"} for ${printable(range)}`;
  return `${isOne ? "finds" : "find"} it${kind === "peerDependencies" ? "" : ", though nothing declares it"}`;
}

function otherText({ id, neededBy }: OtherVersion): string {
  const demands = byRange(neededBy).map(demandText);
  return `${shownId(id)} is there too${demands.length === 0 ? "" : `: ${demands.join("; ")}`}`;
}

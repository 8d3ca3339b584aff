import { counted, formatCount, formatSize, idText } from "@lambda-pack/model";
import { countPackages, findReachableHint, wholeCauses } from "@lambda-pack/report-page";
import type { PageFacts, PageTrim, PageTrimSum, PageWholeSum, WholeCause } from "@lambda-pack/report-page";
import { inWords } from "../../messages/in-words.ts";
import { printable } from "../terminal/printable.ts";
import { sizeRows } from "../terminal/render-facts.ts";
import type { Fact } from "../terminal/render-facts.ts";
import { shownId } from "../terminal/shown-id.ts";

/** What a trim has left out, what stays, and which lines keep whole packages: what a smaller bundle begins with. */
export function trimFacts(
  { trim, packages }: Pick<PageFacts, "trim" | "packages">,
  { verbose }: { readonly verbose: boolean },
): readonly Fact[] {
  if (trim === undefined) return [];
  const { files, bytes, left, kept, keptWhole } = trim;
  const stays = [...kept.filter(({ reason }) => reason !== "whole"), ...keptWhole].toSorted(
    (a, b) => b.bytes - a.bytes,
  );
  return [
    ["Left out", `${formatSize(bytes)} in ${counted(files, "file")} (trim: ${trim.mode})`, ...sumRows(left)],
    ["Kept", ...sumRows(stays)],
    ...wholeFacts({ trim, packages }, verbose),
    ...unloadedFacts(trim, verbose),
  ];
}

function sumRows(sums: readonly (PageTrimSum | PageWholeSum)[]): readonly string[] {
  return sizeRows(
    sums.map((sum) => {
      const packages = "packages" in sum ? ` of ${counted(sum.packages, "package")}` : "";
      return { bytes: sum.bytes, text: `${sum.message}, ${counted(sum.files, "file")}${packages}` };
    }),
  );
}

interface TrimmedFacts {
  readonly trim: PageTrim;
  readonly packages: PageFacts["packages"];
}

/** Causes, and packages of one cause, that are shown without `--verbose`. */
const MAX_SHOWN = 5;

function wholeFacts({ trim, packages }: TrimmedFacts, verbose: boolean): readonly Fact[] {
  const { whole } = trim;
  if (whole.length === 0) return [];
  const causes = wholeCauses(whole);
  const shown = verbose ? causes : causes.slice(0, MAX_SHOWN);
  const more = causes.length - shown.length;
  const bytes = whole.reduce((sum, each) => sum + each.bytes, 0);
  const hint = findReachableHint(causes, packages);
  return [
    [
      "Kept whole",
      `${counted(countPackages(whole), "package")}, ${formatSize(bytes)}`,
      ...sizeRows(shown.map((cause) => ({ bytes: cause.bytes, text: causeText(cause, verbose) }))),
      ...(more === 0 ? [] : [`and ${formatCount(more)} more (shown with --verbose)`]),
      ...(hint === undefined ? [] : [hintText(hint)]),
    ],
  ];
}

function hintText(hint: { readonly name: string; readonly bytes: number }): string {
  const name = printable(hint.name);
  return `If ${name} loads only what its literals name, "reachable": ["${name}"] in the setting trim leaves out up to ${formatSize(hint.bytes)} more`;
}

function causeText({ message, members }: WholeCause, verbose: boolean): string {
  const names = [...new Set(members.map((each) => shownId(each.package)))];
  const more = names.length - MAX_SHOWN;
  const list = verbose || more <= 1 ? names : [...names.slice(0, MAX_SHOWN), `${more} more`];
  return `${inWords(list, "and")}: ${printable(message)}`;
}

function unloadedFacts({ leftPackages }: PageTrim, verbose: boolean): readonly Fact[] {
  if (leftPackages.length === 0) return [];
  const count = counted(leftPackages.length, "package");
  const names = leftPackages.map((id) => printable(idText(id)));
  return [["Not loaded", verbose ? `${count}: ${inWords(names, "and")}` : `${count} (shown with --verbose)`]];
}

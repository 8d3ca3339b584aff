import { counted, formatSize, idText } from "@lambda-pack/model";
import type { PageFacts, PageTrim, PageTrimSum, PageWhole, PageWholeSum } from "@lambda-pack/report-page";
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

/** Causes, and packages of one cause, that are shown without `--verbose`. */
const MAX_SHOWN = 5;

interface Cause {
  readonly message: string;
  readonly bytes: number;
  /** The heaviest first. */
  readonly members: readonly PageWhole[];
}

function wholeFacts(
  { trim, packages }: { trim: PageTrim; packages: PageFacts["packages"] },
  verbose: boolean,
): readonly Fact[] {
  const { whole } = trim;
  if (whole.length === 0) return [];
  const causes = causesOf(whole);
  const shown = verbose ? causes : causes.slice(0, MAX_SHOWN);
  const more = causes.length - shown.length;
  const bytes = whole.reduce((sum, each) => sum + each.bytes, 0);
  const ids = new Set(whole.map((each) => each.package)).size;
  const hint = reachableHint(causes, packages);
  return [
    [
      "Kept whole",
      `${counted(ids, "package")}, ${formatSize(bytes)}`,
      ...sizeRows(shown.map((cause) => ({ bytes: cause.bytes, text: causeText(cause, verbose) }))),
      ...(more === 0 ? [] : [`and ${more} more (shown with --verbose)`]),
      ...(hint === undefined ? [] : [hint]),
    ],
  ];
}

/** What is the cause of most bytes first. */
function causesOf(whole: readonly PageWhole[]): readonly Cause[] {
  const found = new Map<string, PageWhole[]>();
  for (const each of whole) {
    const known = found.get(each.message);
    if (known === undefined) found.set(each.message, [each]);
    else known.push(each);
  }
  return [...found]
    .map(([message, members]) => ({ message, members, bytes: members.reduce((sum, each) => sum + each.bytes, 0) }))
    .toSorted((a, b) => b.bytes - a.bytes);
}

function causeText({ message, members }: Cause, verbose: boolean): string {
  const names = [...new Set(members.map((each) => shownId(each.package)))];
  const more = names.length - MAX_SHOWN;
  const list = verbose || more <= 1 ? names : [...names.slice(0, MAX_SHOWN), `${more} more`];
  return `${inWords(list, "and")}: ${printable(message)}`;
}

/** How to leave out more: of the heaviest cause that a setting can deny. */
function reachableHint(causes: readonly Cause[], packages: PageFacts["packages"]): string | undefined {
  for (const { members, bytes } of causes) {
    const [first] = members;
    if (first === undefined || (first.reason !== "computes" && first.reason !== "named-elsewhere")) continue;
    const owner = ownerOf(first.from ?? "", packages);
    if (owner === undefined || owner.importer) continue;
    const name = printable(owner.name);
    return `If ${name} loads only what its literals name, "reachable": ["${name}"] in the setting trim leaves out up to ${formatSize(bytes)} more`;
  }
  return undefined;
}

/** The package whose directory a file lies in: the deepest one. */
function ownerOf(file: string, packages: PageFacts["packages"]): PageFacts["packages"][number] | undefined {
  let found: { readonly one: PageFacts["packages"][number]; readonly length: number } | undefined;
  for (const one of packages) {
    for (const path of one.paths) {
      const length = path === "." ? 0 : path.length;
      const isIn = path === "." || file.startsWith(`${path}/`);
      if (isIn && (found === undefined || length >= found.length)) found = { one, length };
    }
  }
  return found?.one;
}

function unloadedFacts({ leftPackages }: PageTrim, verbose: boolean): readonly Fact[] {
  if (leftPackages.length === 0) return [];
  const count = counted(leftPackages.length, "package");
  const names = leftPackages.map((id) => printable(idText(id)));
  return [["Not loaded", verbose ? `${count}: ${inWords(names, "and")}` : `${count} (shown with --verbose)`]];
}

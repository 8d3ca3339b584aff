import { counted, formatCount, formatSize } from "@lambda-pack/model";
import type { PageFacts } from "@lambda-pack/report-page";
import { inWords } from "../../messages/in-words.ts";
import { printable } from "../terminal/printable.ts";
import { sizeRows } from "../terminal/render-facts.ts";
import type { Fact } from "../terminal/render-facts.ts";
import { shownId } from "../terminal/shown-id.ts";

/** Packages, and files, that are shown without `--verbose`. */
const MAX_SHOWN = 5;

/** How much of the bundle was ever opened, and of which packages most was not. */
export function openedFacts(
  { opened, packages, sizes }: Pick<PageFacts, "opened" | "packages" | "sizes">,
  { verbose }: { readonly verbose: boolean },
): readonly Fact[] {
  if (opened === undefined) return [];
  const all = packages
    .filter(({ totalBytes, openedBytes = 0 }) => totalBytes > openedBytes)
    .toSorted((a, b) => unopened(b) - unopened(a));
  const shown = verbose ? all : all.slice(0, MAX_SHOWN);
  const more = all.length - shown.length;
  const rows = shown.map((one) => ({ bytes: unopened(one), text: `${shownId(one.id)}, ${openedText(one)}` }));
  const share = `${formatCount(opened.files)} of ${counted(sizes.files, "file")}`;
  return [
    [
      "Opened",
      `${share}, ${formatSize(opened.bytes)} of ${formatSize(sizes.bytes)}`,
      ...leftOutLines(opened.leftOut, verbose),
    ],
    ...(rows.length === 0
      ? []
      : [
          [
            "Not opened",
            ...sizeRows(rows),
            ...(more === 0 ? [] : [`and ${formatCount(more)} more (shown with --verbose)`]),
          ] as const,
        ]),
  ];
}

function unopened({ totalBytes, openedBytes = 0 }: PageFacts["packages"][number]): number {
  return totalBytes - openedBytes;
}

function openedText({ files, paths, openedFiles = 0 }: PageFacts["packages"][number]): string {
  if (openedFiles === 0) return "nothing opened";
  return `${formatCount(openedFiles)} of ${counted(files * paths.length, "file")} opened`;
}

function leftOutLines(paths: readonly string[], verbose: boolean): readonly string[] {
  if (paths.length === 0) return [];
  const shown = verbose ? paths : paths.slice(0, MAX_SHOWN);
  const more = paths.length - shown.length;
  const names = [...shown.map((path) => printable(path)), ...(more === 0 ? [] : [`${formatCount(more)} more`])];
  return [`left out by trim, though opened: ${inWords(names, "and")}`];
}

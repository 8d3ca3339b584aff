import type { BundleDifference, PackageDifference } from "@lambda-pack/inspect";
import { counted } from "@lambda-pack/model";
import {
  archiveText,
  grownBytes,
  kindCounts,
  packageName,
  packageNotes,
  packageVersion,
  signedSize,
  sumChanges,
} from "./diff-texts.ts";
import { fileRows } from "./file-rows.ts";
import type { FileRow } from "./file-rows.ts";
import { markdownCode } from "./markdown-code.ts";
import { partialText, shownPackages } from "./partial-packages.ts";

export interface DiffMarkdownOptions {
  /** Every file, also those that the packages explain. */
  readonly files: boolean;
}

/**
 * What differs between two bundles, to post on a pull request, ending in a line break. It has room in a comment on GitHub, whose
 * end is at 65,536 characters: of what is longer, the first is shown, and how much more there is.
 */
export function renderDiffMarkdown(difference: BundleDifference, options: DiffMarkdownOptions): string {
  const lines = difference.equal ? equalLines(difference) : differentLines(difference, options);
  return `${lines.join("\n")}\n`;
}

/** Characters of rows; with all around them and some text of the one who posts it, there is room for both. */
const MAX_OF_PACKAGES = 30_000;
const MAX_OF_ALL = 60_000;

function equalLines({ a, b, identical, archive }: BundleDifference): readonly string[] {
  const both = `### ${markdownCode(a.label)} and ${markdownCode(b.label)}`;
  if (identical === true) return [`${both} are the same bytes`];
  if (archive.length === 0) return [`${both} have the same files`];
  const reasons = archive.map((one) => archiveText(one, markdownCode));
  return [
    `${both} have the same files, but are not the same bytes`,
    "",
    ...reasons.map(([label, text]) => `- ${label}: ${text}`),
  ];
}

function differentLines(difference: BundleDifference, { files }: DiffMarkdownOptions): readonly string[] {
  const { a, b, packages } = difference;
  const partial = shownPackages(difference, files);
  const packageRows = partial.shown.map((one) => packageRow(one, partialText(one, difference)));
  const packageLines = rowsWithin(packageRows, MAX_OF_PACKAGES);
  const rows = fileRows(difference, { all: files, show: markdownCode });
  const shownFiles = rowsWithin(rows.map(fileRow), MAX_OF_ALL - lengthOf(packageLines));
  const listed = rows.slice(0, shownFiles.length).reduce((count, row) => count + row.files, 0);
  return [
    `### ${markdownCode(a.label)} and ${markdownCode(b.label)} differ: ${signedSize(b.bytes - a.bytes)} unzipped`,
    "",
    ...(packages.length === 0 ? [] : [`- Packages: ${kindCounts(packages)}`]),
    `- Files: ${kindCounts(difference.files)}`,
    "",
    "| | |",
    "| --- | --- |",
    ...sumChanges(difference).map(([label, text]) => `| ${label} | ${text} |`),
    ...(packages.length === 0 ? [] : ["", "| Package | Change | Unzipped |", "| --- | --- | ---: |", ...packageLines]),
    ...moreLines(
      packages.length - packageLines.length,
      "package",
      `lambda-pack diff${partial.more > 0 ? " --files" : ""}`,
    ),
    ...(listed === 0 ? [] : fileLines(shownFiles, listed)),
    ...moreLines(difference.files.length - listed, "file", "lambda-pack diff --files"),
  ];
}

function fileLines(rows: readonly string[], listed: number): readonly string[] {
  return [
    "",
    `<details><summary>${counted(listed, "file")}</summary>`,
    "",
    "| File | Change |",
    "| --- | --- |",
    ...rows,
    "",
    "</details>",
  ];
}

function moreLines(count: number, noun: string, command: string): readonly string[] {
  return count === 0 ? [] : ["", `${counted(count, `more ${noun}`)} (shown by \`${command}\`).`];
}

function packageRow(one: PackageDifference, partial: string | undefined): string {
  const verb = one.kind === "changed" ? "" : `${one.kind} `;
  const notes = [`${verb}${packageVersion(one, shownVersion)}`, ...packageNotes(one, markdownCode, partial)];
  return `| ${packageName(one, markdownCode)} | ${notes.join(", ")} | ${signedSize(grownBytes(one))} |`;
}

/** A version that looks like one needs no quotes. */
function shownVersion(version: string): string {
  return /^\d[\d.]*(?:-[\dA-Za-z.-]+)?$/u.test(version) ? version : markdownCode(version);
}

function fileRow({ kind, path, note }: FileRow): string {
  return `| ${path} | ${kind === "changed" ? "" : `${kind}, `}${note} |`;
}

/** The first rows, as many as have room in so many characters. */
function rowsWithin(rows: readonly string[], room: number): readonly string[] {
  let length = 0;
  const end = rows.findIndex((row) => (length += row.length + 1) > room);
  return end === -1 ? rows : rows.slice(0, end);
}

function lengthOf(rows: readonly string[]): number {
  return rows.reduce((sum, row) => sum + row.length + 1, 0);
}

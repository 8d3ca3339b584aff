import { counted, formatCount, formatSize } from "@lambda-pack/model";
import type { Report, ReportLimit } from "../../report/report.ts";
import type { ReportOpened, ReportTrim } from "../../report/report-trim.ts";
import { shownPath } from "../../messages/shown-path.ts";
import { heaviestPackages, weightOf } from "../../pack/heaviest-packages.ts";
import { printable } from "../terminal/printable.ts";
import { LABEL, limitText, renderFacts, sizeRows, trimmableLines } from "../terminal/render-facts.ts";
import type { Fact } from "../terminal/render-facts.ts";
import { renderPackages } from "../terminal/render-packages.ts";
import { renderProblems } from "../terminal/render-problems.ts";
import type { View } from "../terminal/view.ts";

export interface SummaryView extends View {
  /** Absolute; paths in it are shown relative to it. */
  readonly cwd: string;
  readonly verbose: boolean;
  /** Problems are printed elsewhere. */
  readonly withoutProblems?: boolean;
}

/** A pack for people, ending in a line break. */
export function renderSummary(report: Report, view: SummaryView): string {
  const groups = [sizeFacts(report), weightFacts(report), hashFacts(report, view), placeFacts(report, view)];
  const lines = [
    view.colors.bold(headline(report)),
    ...groups.flatMap((facts) => (facts.length === 0 ? [] : ["", ...renderFacts(facts, view)])),
    ...(view.verbose ? ["", ...renderPackages(report, view)] : []),
    ...(view.withoutProblems === true ? [] : renderProblems(report.problems, view)),
  ];
  return `${lines.join("\n")}\n`;
}

function headline({ target, platform, dryRun }: Report): string {
  const what = `${printable(target.name)} ${printable(target.version)} for ${platform.runtime} on ${platform.arch}`;
  return dryRun ? `Dry run of ${what}: nothing was written` : `Packed ${what}`;
}

function sizeFacts({ target, packages, sizes, limits, archive, contents, trim, trimmable }: Report): readonly Fact[] {
  const isTar = archive !== undefined && archive.format !== "zip";
  const ours = packages.filter(({ importer }) => importer).length;
  // A root that no other package of a workspace comes with is mostly a package that stands alone.
  const isAlone = target.path === "." && ours === 1;
  const packed = sizes.archiveBytes;
  const limitOf = (limited: ReportLimit["name"]) => limits.find(({ name }) => name === limited);
  return [
    ["Packages", formatCount(sizes.packages) + (isAlone ? "" : `, ${formatCount(ours)} of them from the workspace`)],
    ["Files", formatCount(sizes.files)],
    ...(trim === undefined ? [] : [trimFact(trim)]),
    [isTar ? "Unpacked" : "Unzipped", sizeText(sizes.bytes, limitOf("unzipped")), ...trimmableLines(trimmable)],
    ...(packed === undefined ? [] : [[isTar ? "Packed" : "Zipped", sizeText(packed, limitOf("zipped"))] as const]),
    ...(archive?.format === "zip" && contents !== undefined ? reuseFacts(sizes.files - contents.compressed) : []),
  ];
}

function trimFact({ files, bytes, whole, leftPackages, opened }: ReportTrim): Fact {
  const left = `${counted(files, "file")} and ${formatSize(bytes)} left out`;
  const packages = [
    ...(leftPackages.length === 0 ? [] : [`${counted(leftPackages.length, "package")} cannot be loaded`]),
    ...(whole.length === 0 ? [] : [`${counted(whole.length, "package")} kept whole`]),
  ];
  const openedLines = opened === undefined ? [] : [openedText(opened)];
  return ["Trimmed", [left, ...packages].join(", "), ...unknownEntryLines(whole), ...openedLines];
}

/** Nothing is left out then but classes of files, for one reason. */
function unknownEntryLines(whole: ReportTrim["whole"]): readonly string[] {
  const first = whole.find(({ reason }) => reason === "no-entry");
  if (first === undefined) return [];
  const { entry } = first;
  const why = entry === undefined ? "the package has no code that runs" : `${printable(entry)} is not in the bundle`;
  return [`all packages are kept whole, since ${why}`];
}

function openedText({ records, files }: ReportOpened): string {
  return `${counted(files, "file")} recorded as opened in ${counted(records, "record")}, none of them left out`;
}

/** Only where files were reused: the first pack has no earlier one. */
function reuseFacts(files: number): readonly Fact[] {
  return files === 0 ? [] : [["Reused", `${formatCount(files)} files from earlier packs`]];
}

function sizeText(bytes: number, limit: ReportLimit | undefined): string {
  return limit === undefined ? formatSize(bytes) : limitText(limit);
}

function weightFacts({ packages }: Report): readonly Fact[] {
  const rows = heaviestPackages(packages, 5).map((one) => ({ bytes: weightOf(one), text: printable(one.id) }));
  return rows.length === 0 ? [] : [["Heaviest", ...sizeRows(rows)]];
}

/** A hash in hex is 64 long: on a narrow terminal it stands in two lines. */
function hashFacts({ archive }: Report, { width }: View): readonly Fact[] {
  if (archive === undefined) return [];
  const { sha256, codeSha256 } = archive;
  const hex: readonly string[] = width < LABEL + sha256.length ? [sha256.slice(0, 32), sha256.slice(32)] : [sha256];
  return [["SHA-256", ...hex], ...(codeSha256 === undefined ? [] : [["CodeSha256", codeSha256] as const])];
}

const placeLabels = { zip: "Zip", tar: "Tar", "tar.gz": "Tar" } as const;

/** Files in the staging directory that are named. */
const MAX_KEPT = 3;

function placeFacts({ archive, stageDir, stageKept = [] }: Report, { cwd }: SummaryView): readonly Fact[] {
  return [
    ...(archive === undefined ? [] : [[placeLabels[archive.format], printable(shownPath(archive.file, cwd))] as const]),
    ...(stageDir === undefined
      ? []
      : [["Staging", printable(shownPath(stageDir, cwd)), ...keptLines(stageKept)] as const]),
  ];
}

function keptLines(kept: readonly string[]): readonly string[] {
  if (kept.length === 0) return [];
  const names = kept.slice(0, MAX_KEPT).map((path) => printable(path));
  const more = kept.length - names.length;
  const list = more === 0 ? names.join(", ") : `${names.join(", ")} and ${formatCount(more)} more`;
  return [`not written by lambda-pack, and kept: ${list}`];
}

import type { Dependency, ExplainedPackage, PackageSize } from "@lambda-pack/inspect";
import { counted, formatSize } from "@lambda-pack/model";
import type { TrimmedExplanation } from "../../bundle/why-trim.ts";
import { listOf } from "../../messages/list-of.ts";
import { kindText } from "../terminal/kind-text.ts";
import { placeTexts } from "./place-texts.ts";
import { printable } from "../terminal/printable.ts";
import { sizeRows } from "../terminal/render-facts.ts";
import { shownId } from "../terminal/shown-id.ts";
import { fileTrimLines, packageTrimLines } from "./trim-lines.ts";
import { versionTexts } from "./version-texts.ts";
import type { View } from "../terminal/view.ts";
import { hangText, wrapText } from "../terminal/wrap-text.ts";

export interface WhyView extends View {
  /** Lists all retained packages; else the largest, and how many more there are. */
  readonly verbose: boolean;
}

/** Why packages are in a bundle, for people, ending in a line break. */
export function renderWhy(explanation: TrimmedExplanation, view: WhyView): string {
  const groups = explanation.packages.map((one) => packageLines(one, explanation, view));
  return `${[...queriedLines(explanation, view), ...groups.map((lines) => lines.join("\n"))].join("\n\n")}\n`;
}

/** What lies at the path that was asked for, where that is not a package's own directory. */
function queriedLines({ at, packages: [owner], trim }: TrimmedExplanation, view: WhyView): readonly string[] {
  if (at === undefined || at.kind === "package" || owner === undefined) return [];
  const size = at.kind === "link" ? "" : `, ${sizeText(at)}`;
  const is = trim?.file?.kept === false ? "is left out of" : `is a ${at.kind} of`;
  const headline = wrapText(`${printable(at.path)} ${is} ${shownId(owner.id)}${size}`, view.width).join("\n");
  return [[headline, ...(trim?.file === undefined ? [] : fileTrimLines(trim.file, owner.id, view))].join("\n")];
}

function packageLines(one: ExplainedPackage, { bundle, trim }: TrimmedExplanation, view: WhyView): readonly string[] {
  const isTarget = one.id === bundle.target;
  const copies = one.places.filter(({ why }) => why !== "link").length;
  const size = `${formatSize(one.bytes)}, ${counted(one.files, "file")}${copies > 1 ? " in each copy" : ""}`;
  return [
    `${view.colors.bold(shownId(one.id))}  ${view.colors.dim(size)}`,
    ...section("Why it is included", isTarget ? ["  It is the packed package."] : pathLines(one, view), view),
    ...(isTarget && one.dependents.length === 0
      ? []
      : section("Why this version", factLines(versionTexts(one), view), view)),
    ...section("Why this place", placeLines(one, bundle.target, view), view),
    ...section("What trim keeps of it", trim === undefined ? [] : packageTrimLines(trim, one.id, view), view),
    ...section("Retained size", isTarget ? [] : retainedLines(one, view), view),
  ];
}

function section(heading: string, lines: readonly string[], { colors }: View): readonly string[] {
  return lines.length === 0 ? [] : ["", colors.bold(heading), ...lines];
}

function factLines(texts: readonly string[], { width }: View): readonly string[] {
  return texts.flatMap((text) => hangText("", text, { indent: 2, width }));
}

function pathLines({ dependencyPaths, morePaths, dependents }: ExplainedPackage, view: WhyView): readonly string[] {
  const { atLeast, exact } = morePaths;
  if (dependencyPaths.length === 0 && exact && atLeast === 0) {
    const users = listOf(dependents.map(({ from }) => shownId(from)));
    const found = users === "" ? "" : `, although ${users} ${dependents.length === 1 ? "resolves" : "resolve"} it`;
    return factLines([`It is extraneous: the packed package does not depend on it${found}.`], view);
  }
  const paths = counted(atLeast, dependencyPaths.length === 0 ? "path" : "more path");
  const rest = exact ? `${paths} (see --paths)` : `more than ${paths} (see --paths)`;
  const restLines = exact && atLeast === 0 ? [] : factLines([rest], view);
  return [...dependencyPaths.flatMap((path) => stepLines(path, view)), ...restLines.map(view.colors.dim)];
}

/** One line for each package of the path, below the one that declares it. */
function stepLines(path: readonly Dependency[], view: WhyView): readonly string[] {
  const [first] = path;
  if (first === undefined) return [];
  const steps = path.map((step, depth) => {
    const start = `  ${"   ".repeat(depth)}└─ ${shownId(step.to)}`;
    const text = declarationText(step);
    if (start.length + 2 + text.length <= view.width) return [`${start}  ${view.colors.dim(text)}`];
    const indent = 5 + 3 * depth;
    return [start, ...hangText("", text, { indent, width: view.width }).map(view.colors.dim)];
  });
  return [`  ${shownId(first.from)}`, ...steps.flat()];
}

/** `^5.7.0 in packages/dbwrapper/package.json`, with anything unusual about it. */
function declarationText({ name, range, declaredIn, to, satisfied, ...rest }: Dependency): string {
  const alias = to.startsWith(`${name}@`) ? [] : [`as ${printable(name)}`];
  const where = declaredIn === "" ? "" : ` in ${printable(declaredIn)}`;
  const what = `${range === "" ? "no range" : printable(range)}${where}`;
  const notes = [...alias, ...kindText(rest), ...(satisfied === false ? ["not satisfied"] : [])];
  return [what, ...notes].join(", ");
}

function placeLines(one: ExplainedPackage, target: string, view: WhyView): readonly string[] {
  return one.places.flatMap((place) => [
    `  ${printable(place.path)}`,
    ...placeTexts(place, target).flatMap((text) =>
      hangText("", text, { indent: 4, width: view.width }).map(view.colors.dim),
    ),
  ]);
}

const MAX_RETAINED = 10;

function retainedLines({ retained }: ExplainedPackage, view: WhyView): readonly string[] {
  const { packages } = retained;
  if (packages.length === 0) return factLines([`${sizeText(retained)}: only itself`], view);
  const shown = view.verbose ? packages : packages.slice(0, MAX_RETAINED);
  const rows = sizeRows(shown.map(({ id, bytes }) => ({ bytes, text: shownId(id) })));
  const more = packages.length - shown.length;
  const others = `${counted(packages.length, "package")} included only because of it`;
  return [
    ...factLines([`${sizeText(retained)}: itself and ${others}`], view),
    ...rows.map((row) => `    ${row}`),
    ...(more === 0 ? [] : [view.colors.dim(`    ${counted(more, "more package")} (shown with --verbose)`)]),
  ];
}

function sizeText({ bytes, zippedBytes }: PackageSize): string {
  return zippedBytes === undefined ? formatSize(bytes) : `${formatSize(bytes)}, zipped ${formatSize(zippedBytes)}`;
}

import { counted, formatCount, formatSize } from "@lambda-pack/model";
import type { ReachedBy, TrimStep } from "@lambda-pack/trim";
import type { WhyTrim, WhyTrimFile, WhyTrimPackage } from "../../bundle/why-trim.ts";
import { printable } from "../terminal/printable.ts";
import { shownId } from "../terminal/shown-id.ts";
import type { View } from "../terminal/view.ts";
import { hangText, wrapText } from "../terminal/wrap-text.ts";
import { keptText, leftSentence, stepText, wholeSentence } from "./trim-texts.ts";

/** Why a file is kept or left out: in sentences, and by the lines that lead to it. */
export function fileTrimLines(file: WhyTrimFile, owner: string, view: View): readonly string[] {
  const name = shownId(owner);
  if (!file.kept) {
    const keep = file.setting === undefined ? [] : [`To keep it, ${file.setting}.`];
    return section("Why it is left out", [leftSentence(file.reason, name), ...keep], view);
  }
  const { reason, whole, path } = file;
  const sentence = whole === undefined ? keptText(reason, name) : wholeSentence(whole, name);
  const sentences = sentence === undefined ? [] : [sentence];
  return [
    ...section("Why it is kept", sentences, view),
    ...reachedLines(file, whole === undefined ? path : undefined, view),
  ];
}

/** How much of a package is kept, and why, where that has not been said of a file of it. */
export function packageTrimLines({ packages, file }: WhyTrim, id: string, view: View): readonly string[] {
  const one = packages.find((each) => each.id === id);
  if (one === undefined) return [];
  if (file?.kept === true) return sentenceLines([keptSums(one)], view);
  const { whole, isLoaded } = one;
  const sentences = [
    keptSums(one),
    ...(whole === undefined ? [] : [wholeSentence(whole, shownId(id))]),
    ...(isLoaded ? [] : [leftSentence({ kind: "package-unreached" }, shownId(id))]),
  ];
  return [...sentenceLines(sentences, view), ...reachedLines(one, undefined, view)];
}

function section(heading: string, sentences: readonly string[], view: View): readonly string[] {
  return ["", view.colors.bold(heading), ...sentenceLines(sentences, view)];
}

function keptSums({ files, bytes, leftFiles, leftBytes }: WhyTrimPackage): string {
  if (leftFiles === 0) return `All of it: ${counted(files, "file")}, ${formatSize(bytes)}.`;
  const ofFiles = `${formatCount(files - leftFiles)} of ${counted(files, "file")}`;
  return `${ofFiles}, ${formatSize(bytes - leftBytes)} of ${formatSize(bytes)}.`;
}

function sentenceLines(sentences: readonly string[], { width }: View): readonly string[] {
  return sentences.flatMap((text) => hangText("", printable(text), { indent: 2, width }));
}

/** A line for each file on the way, with what stands there; on a narrow terminal, that is below it. */
function reachedLines({ steps, root }: ReachedBy, end: string | undefined, view: View): readonly string[] {
  if (steps.length === 0) return [];
  const rows = steps.map((step) => ({ at: atText(step), text: printable(stepText(step)) }));
  const column = Math.max(...rows.map(({ at }) => at.length)) + 4;
  const fits = rows.every(({ text }) => column + text.length <= view.width);
  const first = root === undefined ? undefined : keptText(root, "");
  const lines = rows.flatMap(({ at, text }) =>
    fits
      ? [`  ${at.padEnd(column - 2)}${view.colors.dim(text)}`]
      : [`  ${at}`, ...wrapText(text, Math.max(20, view.width - 6)).map((line) => view.colors.dim(`      ${line}`))],
  );
  return [
    ...(first === undefined ? [] : sentenceLines([first], view)),
    ...lines,
    ...(end === undefined ? [] : [`  ${printable(end)}`]),
  ];
}

/** As editors and terminals open it. */
function atText({ from, line }: TrimStep): string {
  return line === undefined ? printable(from) : `${printable(from)}:${line}`;
}

import { tenTimesName, onceName } from "../cases/ten-times.ts";
import type { Round } from "../measure/measure-rounds.ts";
import type { PartResult } from "../part.ts";
import { renderMegabytes, renderSeconds, renderSpread, renderTable } from "./render-table.ts";
import { coldName, copyName, packName, rows } from "../cases/rows.ts";
import type { Row } from "../cases/rows.ts";
import { medianPeak, spreadOf, spreadOfRatios, spreadOfTimes } from "../measure/spread.ts";
import type { Spread } from "../measure/spread.ts";
import { zipName } from "../cases/by-hand.ts";

/** One result by its name; undefined where it has not been measured. */
export type Lookup = (name: string) => PartResult | undefined;

const MAX_PEAK_BYTES = 250 * 2 ** 20;

/** The cases of the whole command, with what they may take at most. */
export function renderRows(lookup: Lookup): string {
  const headings = ["case", "times the yardstick:", "at most:", "reached", "seconds:", "peak MB:"];
  const lines = rows.map((row) => renderRow(row, lookup(`rows/${row.name}`)));
  return renderTable(headings, [
    ...lines,
    renderFunctions(lookup("functions")),
    ...renderTenTimes(lookup("ten-times")),
  ]);
}

/** The same cases for a small function, which has no limits. */
export function renderSmallRows(lookup: Lookup): string {
  const headings = ["case", "times the yardstick:", "seconds:", "peak MB:"];
  const lines = rows.map((row) => renderRow({ ...row, limit: undefined }, lookup(`seed/${row.name}`)));
  return renderTable(
    headings,
    lines.map(([text = "", ratio = "", , , ...rest]) => [text, ratio, ...rest]),
  );
}

/** Staging may take no more than a copy by hand and the zip alone, measured in the same rounds. */
export function renderStagingBound(result: PartResult | undefined): string {
  if (result?.kind !== "rounds") return "";
  const copy = spreadOfRatios(result.rounds, copyName, zipName);
  const bounds = spreadOf(result.rounds.map(boundOf));
  const share = spreadOf(result.rounds.map((round) => ratioOf(round, packName) / boundOf(round)));
  return (
    `Cold with staging is also bounded by 1.3 × \`cp -r\` of the closure plus the zip alone, both measured in the same rounds: \`cp -r\` took ` +
    `${renderSpread(copy)}, so that the bound is ${renderSpread(bounds)}, and the command took ${renderSpread(share)} of it.`
  );
}

function boundOf(round: Round): number {
  return 1.3 * ratioOf(round, copyName) + ratioOf(round, coldName);
}

function ratioOf(round: Round, subject: string): number {
  return spreadOfRatios([round], subject, zipName).median;
}

interface ShownRow extends Pick<Row, "text"> {
  readonly limit?: number | undefined;
}

function renderRow({ text, limit }: ShownRow, result: PartResult | undefined): readonly string[] {
  if (result?.kind !== "rounds") return unmeasured(text, limit, result);
  const ratio = spreadOfRatios(result.rounds, packName, zipName);
  return [text, ...renderRatioCells(ratio, limit), ...renderCost(result.rounds, packName)];
}

function renderFunctions(result: PartResult | undefined): readonly string[] {
  const text = "30 functions that share nine tenths of their files, one call; each alone and cold, summed up, is 1";
  if (result?.kind !== "rounds") return unmeasured(text, 0.2, result);
  const ratio = spreadOfRatios(result.rounds, "together", "alone");
  return [text, ...renderRatioCells(ratio, 0.2), ...renderCost(result.rounds, "together")];
}

function renderTenTimes(result: PartResult | undefined): readonly (readonly string[])[] {
  const text = "10 × the files, cold, `--no-stage`; a pack of the files once is 1";
  if (result?.kind !== "rounds") return [unmeasured(text, 10.5, result)];
  const ratio = spreadOfRatios(result.rounds, tenTimesName, onceName);
  const peak = medianPeak(result.rounds, tenTimesName);
  return [
    [text, ...renderRatioCells(ratio, 10.5), ...renderCost(result.rounds, tenTimesName)],
    [
      "its peak memory in MB",
      renderMegabytes(peak),
      renderMegabytes(MAX_PEAK_BYTES),
      isWithin(peak, MAX_PEAK_BYTES),
      "",
      "",
    ],
  ];
}

function renderRatioCells(ratio: Spread, limit: number | undefined): readonly string[] {
  return [
    renderSpread(ratio),
    limit === undefined ? "" : `${limit}`,
    limit === undefined ? "" : isWithin(ratio.median, limit),
  ];
}

function isWithin(value: number | undefined, limit: number): string {
  if (value === undefined) return "unknown";
  return value <= limit ? "yes" : "**no**";
}

function renderCost(rounds: readonly Round[], subject: string): readonly string[] {
  return [renderSeconds(spreadOfTimes(rounds, subject).median), renderMegabytes(medianPeak(rounds, subject))];
}

function unmeasured(text: string, limit: number | undefined, result: PartResult | undefined): readonly string[] {
  const reason = result?.kind === "failed" ? `failed: ${result.reason}` : "not measured";
  return [text, reason, limit === undefined ? "" : `${limit}`, "", "", ""];
}

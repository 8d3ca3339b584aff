import { zipName } from "../cases/by-hand.ts";
import { limitTexts } from "../cases/limits.ts";
import type { PartResult } from "../part.ts";
import { renderMegabytes, renderSeconds, renderSpread, renderTable } from "./render-table.ts";
import { medianPeak, spreadOfRatios, spreadOfTimes } from "../measure/spread.ts";
import { emptyProgram } from "../cases/startup.ts";

/** What the machine needs for parts of the work. */
export function renderLimits(result: PartResult | undefined): string {
  if (result?.kind !== "rounds") return "Not measured.";
  const lines = Object.entries(limitTexts).map(([name, text]) => [
    text,
    renderSpread(spreadOfRatios(result.rounds, name, zipName)),
    renderSeconds(spreadOfTimes(result.rounds, name).median),
  ]);
  const zip = ["`zip -r -q -X`, the yardstick", "1", renderSeconds(spreadOfTimes(result.rounds, zipName).median)];
  return renderTable(["work", "times the yardstick:", "seconds:"], [...lines, zip]);
}

/** What it takes until the command can begin. */
export function renderStartup(result: PartResult | undefined): string {
  if (result?.kind !== "rounds") return "Not measured.";
  const lines = [emptyProgram, "--version", "--help"].map((name) => [
    `\`${name === emptyProgram ? name : `lambda-pack ${name}`}\``,
    renderSpread(spreadOfRatios(result.rounds, name, emptyProgram)),
    renderSeconds(spreadOfTimes(result.rounds, name).median),
    renderMegabytes(medianPeak(result.rounds, name)),
  ]);
  return renderTable(["command", `times \`${emptyProgram}\`:`, "seconds:", "peak MB:"], lines);
}

const SHOWN_CALLS = 16;

/** The most frequent calls; the rest as one line. */
export function renderCalls(result: PartResult | undefined): string {
  if (result?.kind === "failed") return `Not counted: ${result.reason}`;
  if (result?.kind !== "calls") return "Not counted.";
  const shown = result.calls.slice(0, SHOWN_CALLS);
  const rest = result.calls.slice(SHOWN_CALLS);
  const sum = (field: "count" | "errors") => rest.reduce((total, call) => total + call[field], 0);
  const lines = shown.map(({ name, count, errors }) => [`\`${name}\``, `${count}`, `${errors}`]);
  return renderTable(
    ["system call", "times:", "answered with an error:"],
    [...lines, [`${rest.length} others`, `${sum("count")}`, `${sum("errors")}`]],
  );
}

import type { CheckProgress } from "../../bundle/check-bundle.ts";
import type { Progress } from "../../plan/pack-options.ts";
import type { OutputStream } from "../io.ts";

/** One line of a terminal that says how far the command is. */
export interface ProgressLine {
  show(progress: Progress | CheckProgress): void;
  /** Leaves the terminal as if the line had never been there. */
  clear(): void;
}

const stageTexts: Readonly<Record<(Progress | CheckProgress)["stage"], string>> = {
  reading: "Reading the workspace",
  resolving: "Resolving packages",
  listing: "Listing files",
  planning: "Planning the layout",
  trimming: "Finding what can be loaded",
  writing: "Writing",
  modules: "Checking imports",
  binaries: "Checking binaries",
};

/** Draws only when what it would say has changed, by whole per cents: that bounds the drawing without a clock. */
export function progressLine(name: string, stream: OutputStream): ProgressLine {
  let shown = "";
  return {
    show(progress) {
      const text = `${name}: ${stageTexts[progress.stage]}${percentOf(progress)}`.slice(0, (stream.columns ?? 80) - 1);
      if (text === shown) return;
      shown = text;
      stream.write(`${CLEAR_LINE}${text}`);
    },
    clear() {
      if (shown !== "") stream.write(CLEAR_LINE);
      shown = "";
    },
  };
}

/** Carriage return, then ECMA-48 "erase in line". */
const CLEAR_LINE = "\r\u001B[2K";

function percentOf({ done, total }: Pick<Progress, "done" | "total">): string {
  return total === 0 ? "" : ` ${Math.floor((Math.min(done, total) / total) * 100)} %`;
}

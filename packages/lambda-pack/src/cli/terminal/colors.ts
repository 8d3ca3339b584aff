import { createRequire } from "node:module";
import type picocolors from "picocolors";

/** What text can look like. */
export type Colors = Readonly<Record<"bold" | "dim" | "red" | "yellow", (text: string) => string>>;

const requireCommonJs = createRequire(import.meta.url);

/** Text that stays as it is, as in a pipe. */
export const plainColors: Colors = { bold: plain, dim: plain, red: plain, yellow: plain };

/** A terminal's colours, loaded where there is a terminal that has them. */
export function terminalColors(): Colors {
  const { createColors }: typeof picocolors = requireCommonJs("picocolors");
  return createColors(true);
}

function plain(text: string): string {
  return text;
}

import { plainColors, terminalColors } from "./colors.ts";
import type { Colors } from "./colors.ts";
import type { Io, OutputStream } from "../io.ts";

/** How text may look where it goes. */
export interface View {
  /** Columns; `Infinity` where lines are not wrapped. */
  readonly width: number;
  readonly colors: Colors;
  /** Redrawing a line makes sense. */
  readonly live: boolean;
  /** Gives the URL that the docs are read below, where they have one. */
  readonly docs?: () => string | undefined;
}

/** A terminal is wrapped and coloured; a pipe gets plain lines, and so does CI, whose logs are read later. */
export function viewOf(stream: OutputStream, { env, tool }: Io, { color }: { readonly color: boolean }): View {
  const plain = !stream.isTerminal || isSet(env.CI);
  const colored = !plain && color && !isSet(env.NO_COLOR) && env.TERM !== "dumb";
  return {
    width: plain ? Infinity : Math.max(40, Math.min(stream.columns ?? 80, 120)),
    colors: colored ? terminalColors() : plainColors,
    live: !plain && env.TERM !== "dumb",
    docs: () => tool().files,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "false";
}

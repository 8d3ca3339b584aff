import type { Host, Tool } from "../doctor/host.ts";

/** The world outside of the command, as values: `bin.ts` fills it from the process, tests from literals. */
export interface Io {
  /** The report. */
  readonly stdout: OutputStream;
  /** Everything else. */
  readonly stderr: OutputStream;
  /** Absolute path. */
  readonly cwd: string;
  /** Aborted when the user interrupts, while signals are held; the reason is the signal's name. */
  readonly signal: AbortSignal;
  /**
   * There will be something to clean up: until the answer is called, the first signal aborts `signal`, and the second one ends the process
   * as every signal does before. A process that is busy hears of no signal, so that only the system can end it.
   */
  readonly holdSignals: () => () => void;
  readonly env: {
    readonly NO_COLOR: string | undefined;
    readonly CI: string | undefined;
    readonly TERM: string | undefined;
  };
  /** What gives access to AWS, by the names of the variables; those that are set. */
  readonly credentials: Readonly<Record<string, string>>;
  /** All of standard input, as text. */
  readonly readInput: () => Promise<string>;
  readonly tool: () => Tool;
  /** The machine, for a diagnosis. */
  readonly host: () => Host;
}

export interface OutputStream {
  write(text: string): void;
  /** Resolves when the reader has taken enough of what was written; undefined when there is nothing to wait for. */
  readonly drained?: () => Promise<void> | undefined;
  readonly isTerminal: boolean;
  /** Undefined where it is not known, as in a pipe. */
  readonly columns: number | undefined;
}

export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  bug: 70,
  hungUp: 129,
  interrupted: 130,
  quit: 131,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Signals that end a command tidily: Ctrl-C, `kill`, the end of the terminal, Ctrl-\\. */
export const signalExitCodes = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
  SIGQUIT: exitCodes.quit,
} as const;

export type EndingSignal = keyof typeof signalExitCodes;

export const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const satisfies readonly EndingSignal[];

export function isEndingSignal(value: unknown): value is EndingSignal {
  return typeof value === "string" && Object.hasOwn(signalExitCodes, value);
}

import type { Io } from "../../src/cli/io.ts";
import type { Host } from "../../src/doctor/host.ts";

export interface FakeIo extends Io {
  /** All that was written to standard output. */
  out(): string;
  /** All that was written to standard error. */
  err(): string;
}

export interface FakeIoOptions {
  readonly cwd?: string;
  /** Both streams are terminals that wide; pipes without it. */
  readonly columns?: number;
  readonly env?: Partial<Io["env"]>;
  readonly signal?: AbortSignal;
  readonly host?: Partial<Host>;
}

const fakeHost: Host = {
  versions: { node: "22.11.0", zlib: "1.3.0" },
  platform: "linux",
  arch: "x64",
  release: "6.1.0",
  home: "/home/ada",
  toolDir: "/home/ada/tools/lambda-pack",
};

export function fakeIo({ cwd = "/botland", columns, env = {}, signal, host = {} }: FakeIoOptions = {}): FakeIo {
  const texts = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({
    write: (text: string) => {
      texts[name] += text;
    },
    isTerminal: columns !== undefined,
    columns,
  });
  return {
    stdout: stream("out"),
    stderr: stream("err"),
    cwd,
    signal: signal ?? new AbortController().signal,
    holdSignals: () => () => undefined,
    env: { NO_COLOR: undefined, CI: undefined, TERM: "xterm", ...env },
    credentials: {},
    readInput: async () => "",
    tool: () => ({ version: "1.2.3", bugs: undefined, files: undefined, node: ">=20.19.0" }),
    host: () => ({ ...fakeHost, ...host }),
    out: () => texts.out,
    err: () => texts.err,
  };
}

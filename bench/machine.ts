import os from "node:os";
import { execa } from "execa";
import { benchDirectory } from "./monorepos/monorepos.ts";
import { findSevenZip } from "./peers/writers.ts";

/** What the figures were taken on; they mean nothing elsewhere but as ratios. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGibibytes: number;
  readonly system: string;
  readonly fileSystem: string;
  readonly node: string;
  readonly zlib: string;
  readonly zip: string;
  readonly sevenZip: string;
}

export async function readMachine(): Promise<Machine> {
  return {
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model.trim() ?? "an unknown processor",
    memoryGibibytes: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.machine()}`,
    fileSystem: await firstMatch("stat", ["-f", "-c", "%T", benchDirectory], /.+/u),
    node: process.version.slice(1),
    zlib: process.versions["zlib"] ?? "unknown",
    zip: await firstMatch("zip", ["-v"], /Zip \d+\.\d+/u),
    sevenZip: await firstMatch(await findSevenZip(), [], /7-Zip[^:]*?\d+\.\d+/u),
  };
}

/** Of lambda-pack: the commit that is checked out, and whether files differ from it. */
export async function readRevision(): Promise<string> {
  return firstMatch("git", ["describe", "--always", "--dirty"], /.+/u);
}

async function firstMatch(command: string, args: readonly string[], pattern: RegExp): Promise<string> {
  const { failed, stdout } = await execa(command, args, { reject: false, cwd: import.meta.dirname });
  return (failed ? undefined : pattern.exec(stdout)?.[0]) ?? "unknown";
}

import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { plainEnvironment, toolBin } from "../scripts/tools.ts";

export interface BenchedMonorepo {
  readonly name: "seed" | "big";
  /** The package that is packed. */
  readonly target: string;
  /** What it is like, for the table. */
  readonly description: string;
}

export const monorepos: readonly BenchedMonorepo[] = [
  { name: "seed", target: "database", description: "three packages, one Lambda function" },
  { name: "big", target: "api", description: "32 packages, eight of them behind one Lambda function" },
];

export const benchDirectory = path.join(import.meta.dirname, "..", ".cache", "bench");

/** The installed monorepo; it is generated the first time, which takes minutes, and kept in `.cache/bench`. */
export async function generateMonorepo({ name }: BenchedMonorepo): Promise<string> {
  const directory = path.join(benchDirectory, name);
  if (existsSync(directory)) return directory;
  const fresh = `${directory}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(benchDirectory, { recursive: true });
  await execa("bash", [path.join(import.meta.dirname, `make-${name}-monorepo.sh`), fresh], {
    extendEnv: false,
    env: { ...plainEnvironment(), YARN: await toolBin("yarn-1.22.22") },
    stdout: 2,
    stderr: 2,
  });
  await rename(fresh, directory);
  return directory;
}

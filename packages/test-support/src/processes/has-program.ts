import { spawnSync } from "node:child_process";

/**
 * Whether a program is on this machine. Other people's readers are asked where they are, which is on most machines and on
 * CI, which installs them; a test run itself needs Node, npm and git only.
 */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ["--help"], { stdio: "ignore" }).error === undefined;
}

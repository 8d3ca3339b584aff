import process from "node:process";
import { toolBin } from "@lambda-pack/test-support/installs/tools";

/** One Node.js that both clients run on. */
export interface TestedNode {
  readonly major: number;
  readonly path: string;
}

/** The last release of each line whose runtime Lambda has. */
const releases: Readonly<Record<number, string>> = { 20: "20.20.2", 22: "22.23.3", 24: "24.21.0" };

export const testedMajors = Object.keys(releases).map(Number);

/** The Node.js of this process where it is of that line, else one from npm. */
export async function nodeOf(major: number): Promise<TestedNode> {
  if (process.versions.node.startsWith(`${major}.`)) return { major, path: process.execPath };
  const tool = `node-${process.platform}-${process.arch}-${releases[major] ?? ""}`;
  return { major, path: await toolBin(tool, "node") };
}

import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { findManifests } from "./find-manifests.ts";
import type { RecordedAct, Recording } from "./recording.ts";
import { resolveRecorded } from "./resolve-recorded.ts";

/** Reads what all processes and threads have noted, and what follows from it. */
export async function readRecording(dir: string, taskRoot: string): Promise<Omit<Recording, "expected">> {
  const lines = await readLines(dir);
  const acts = new Map<string, Set<RecordedAct>>();
  const absent = new Set<string>();
  const add = (path: string, act: RecordedAct): void => {
    acts.set(path, (acts.get(path) ?? new Set()).add(act));
  };
  for (const [act, noted] of lines) {
    if (act === "started" || act === "fault") continue;
    const { path, links, files } = await resolveRecorded(noted, { taskRoot, isTree: act === "tree" });
    for (const link of links) add(posixPath(link), "link");
    if (path === undefined) absent.add(posixPath(noted.slice(taskRoot.length + 1)));
    else if (act === "tree") for (const file of files) add(posixPath(file), "data");
    // The link itself has been read.
    else if (act !== "link") add(posixPath(path), act);
  }
  for (const manifest of await findManifests(acts, taskRoot)) add(manifest, "manifest");
  return {
    acts,
    absent,
    started: lines.filter(([act]) => act === "started").length,
    faults: [...new Set(lines.flatMap(([act, reason]) => (act === "fault" ? reason : [])))],
  };
}

type Act = "started" | "fault" | "tree" | Exclude<RecordedAct, "manifest">;
type Line = readonly [act: Act, path: string];

async function readLines(dir: string): Promise<readonly Line[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".log")).toSorted();
  const texts = await Promise.all(names.map(async (name) => readFile(join(dir, name), "utf8")));
  const lines = new Set(texts.flatMap((text) => text.split("\n")));
  return [...lines].flatMap((line) => parseLine(line) ?? []);
}

/** The last line of a process that was killed may be cut. */
function parseLine(line: string): [Line] | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return Array.isArray(parsed) && parsed.every((part) => typeof part === "string")
      ? [parsed as unknown as Line]
      : undefined;
  } catch {
    return undefined;
  }
}

function posixPath(path: string): string {
  return path.split(sep).join("/");
}

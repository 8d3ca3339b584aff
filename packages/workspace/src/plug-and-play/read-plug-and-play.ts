import { join } from "node:path";
import { PackError } from "@lambda-pack/model";
import type { PlugAndPlay } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { extractRuntimeState } from "./extract-runtime-state.ts";
import { parsePlugAndPlay } from "./parse-plug-and-play.ts";

/** The names that Yarn 3 and newer, and Yarn 2, give to the program that holds the data. */
const programs = [".pnp.cjs", ".pnp.js"];

/**
 * Plug'n'Play's data in a directory: from .pnp.data.json where the data has a file of its own, else cut out of the program,
 * which is never run. Undefined where there is neither. `remedy` is the hint for a program of a form that is not known.
 */
export async function readPlugAndPlay(disk: Disk, dir: string, remedy: string): Promise<PlugAndPlay | undefined> {
  const dataFile = join(dir, ".pnp.data.json");
  const data = disk.readText(dataFile);
  if (data !== undefined) return parsePlugAndPlay(data, { file: dataFile, dir });
  for (const name of programs) {
    const file = join(dir, name);
    const program = disk.readText(file);
    if (program === undefined) continue;
    const state = extractRuntimeState(program);
    if (state === undefined) throw unknownProgram(file, remedy);
    return parsePlugAndPlay(state, { file, dir });
  }
  return undefined;
}

function unknownProgram(file: string, hint: string): PackError {
  return new PackError("WORKSPACE_UNSUPPORTED", `${file} has no Plug'n'Play data in a known form.`, {
    hint,
    details: { file },
  });
}

import { copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PackError, systemReason } from "@lambda-pack/model";
import { readRecording } from "./read-recording.ts";
import type { Recording } from "./recording.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** What is preloaded into the function's processes; its whole folder goes with it. */
const recorder = fileURLToPath(new URL("./recorder/recorder.cjs", import.meta.url));

/** Notes which files of the bundle the processes and threads of one function open. */
export interface Recorder {
  /** What NODE_OPTIONS of one more process of the function begin with. */
  readonly nextOptions: () => string;
  /** All that has been noted so far, by processes that were killed as well. */
  readonly read: () => Promise<Recording>;
}

/**
 * Lays a recorder into a sandbox: there it finds the bundle, and writes beside itself, so that processes need to be passed nothing
 * but its path.
 */
export async function openRecorder({ dir, taskRoot }: Pick<Sandbox, "dir" | "taskRoot">): Promise<Recorder> {
  const here = join(dir, "record");
  try {
    await mkdir(here);
    const source = join(recorder, "..");
    const files = (await readdir(source)).filter((file) => file.endsWith(".cjs"));
    await Promise.all(files.map(async (file) => copyFile(join(source, file), join(here, file))));
  } catch (cause) {
    throw new PackError("SANDBOX_INVALID", `The function cannot be recorded in ${here}: ${systemReason(cause)}.`, {
      hint: "Free some space there, or set TMPDIR to a writable directory.",
      details: { path: here },
      cause,
    });
  }
  let expected = 0;
  return {
    nextOptions: () => {
      expected++;
      return `--require ${JSON.stringify(join(here, "recorder.cjs"))}`;
    },
    read: async () => ({ ...(await readRecording(here, taskRoot)), expected }),
  };
}

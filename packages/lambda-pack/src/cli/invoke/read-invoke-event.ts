import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { defined, lambdaLimits, PackError, systemReason } from "@lambda-pack/model";
import { assertRegularFile } from "../../config/assert-regular-file.ts";
import type { Io } from "../io.ts";
import { jsonFault } from "./json-fault.ts";

export interface EventPlace {
  /** Absolute; where a relative path starts. */
  readonly cwd: string;
  readonly io: Pick<Io, "readInput">;
}

/** The event that `--event` names, as JSON: a file, the text itself, or standard input. */
export async function readInvokeEvent(given: string, { cwd, io }: EventPlace): Promise<Buffer> {
  if (given !== "-" && jsonFault(given) === undefined) return sized(given, "--event");
  const where = given === "-" ? "standard input" : given;
  const text = given === "-" ? await io.readInput() : await readEventFile(resolve(cwd, given), given);
  const fault = jsonFault(text);
  if (fault === undefined) return sized(text, where);
  throw eventError(where, `The event in ${where} is not JSON: ${fault}.`);
}

async function readEventFile(file: string, given: string): Promise<string> {
  try {
    await assertRegularFile(file);
    // Some editors begin a file with a mark of its encoding.
    return (await readFile(file, "utf8")).replace(/^\uFEFF/u, "");
  } catch (cause) {
    const meant = /^\s*[{["]/u.test(given)
      ? `is neither JSON (${jsonFault(given) ?? ""}) nor a file`
      : "cannot be read";
    throw eventError(given, `The event ${given} ${meant}: ${systemReason(cause)}.`, cause);
  }
}

function sized(text: string, where: string): Buffer {
  const event = Buffer.from(text);
  if (event.length <= lambdaLimits.event) return event;
  throw new PackError("EVENT_INVALID", `The event in ${where} is too large: it has ${event.length} bytes.`, {
    hint: `Lambda accepts at most ${lambdaLimits.event}: pass a reference instead, such as the key of an object in S3.`,
    details: { where },
  });
}

function eventError(where: string, message: string, cause?: unknown): PackError {
  return new PackError("EVENT_INVALID", message, {
    hint: "Pass JSON to --event: a file, the text itself, or - for standard input.",
    details: { where },
    ...defined({ cause }),
  });
}

import { readFile } from "node:fs/promises";
import { PackError, systemCode, systemReason } from "@lambda-pack/model";
import { assertRegularFile } from "../config/assert-regular-file.ts";
import type { OpenedFiles } from "./opened-files.ts";
import { parseOpened } from "./parse-opened.ts";

/** Reads a record. */
export async function readOpened(file: string): Promise<OpenedFiles> {
  const opened = await readOpenedIfThere(file);
  if (opened !== undefined) return opened;
  throw new PackError("RECORD_INVALID", `${file} cannot be used as a record: there is no such file.`, {
    hint: "Record one first: lambda-pack invoke --record <file>.",
    details: { path: file },
  });
}

/** Undefined where there is none yet. */
export async function readOpenedIfThere(file: string): Promise<OpenedFiles | undefined> {
  try {
    await assertRegularFile(file);
    return parseOpened(await readFile(file, "utf8"), file);
  } catch (cause) {
    if (cause instanceof PackError) throw cause;
    if (systemCode(cause) === "ENOENT") return undefined;
    throw new PackError("RECORD_INVALID", `${file} cannot be used as a record: ${systemReason(cause)}.`, {
      hint: "Name a file that lambda-pack invoke --record has written.",
      details: { path: file },
      cause,
    });
  }
}

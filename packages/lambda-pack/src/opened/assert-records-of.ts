import { PackError } from "@lambda-pack/model";
import { inWords } from "../messages/in-words.ts";
import { readOpened } from "./read-opened.ts";

/** Throws unless each record is of the bundle of one of several targets. */
export async function assertRecordsOf(files: readonly string[], targets: readonly string[]): Promise<void> {
  for (const where of files) {
    const { bundle } = await readOpened(where);
    if (targets.includes(bundle.name)) continue;
    throw new PackError(
      "RECORD_INVALID",
      `${where} is a record of the bundle of ${bundle.name}, which is not packed.`,
      {
        hint: `Name a record of ${inWords(targets, "or")}.`,
        details: { path: where, recorded: bundle, targets },
      },
    );
  }
}

import { stat } from "node:fs/promises";
import { fileFault } from "@lambda-pack/model";

/** Throws for what is no regular file of a sane size: a pipe would be waited for without end. What is not there throws as reading it does. */
export async function assertRegularFile(file: string): Promise<void> {
  const fault = fileFault(await stat(file));
  if (fault !== undefined) throw new Error(fault);
}

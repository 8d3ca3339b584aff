import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** SHA-256 in hex. */
export async function digestFile(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}

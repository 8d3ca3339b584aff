import { unzip } from "./unzip.ts";
import { temporaryDirectory } from "../disk/temporary-directory.ts";

/** Unpacks a zip into a new temporary directory, with no node_modules in any directory above. */
export async function unzipped(zip: string): Promise<string> {
  const directory = temporaryDirectory();
  await unzip(zip, directory);
  return directory;
}

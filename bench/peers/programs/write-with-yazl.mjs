// @ts-check
/** node write-with-yazl.mjs <directory with yazl in its node_modules> <directory to zip> <zip> */
import { createWriteStream, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";

const [tool = "", directory = "", zip = ""] = process.argv.slice(2);
const { ZipFile } = createRequire(`${tool}/`)("yazl");
const archive = new ZipFile();
for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name);
  if (entry.isFile()) archive.addFile(file, path.relative(directory, file));
}
archive.end();
await pipeline(archive.outputStream, createWriteStream(zip));

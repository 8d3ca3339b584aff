// @ts-check
/** node write-with-archiver.mjs <directory with archiver in its node_modules> <directory to zip> <zip> */
import { createWriteStream } from "node:fs";
import { createRequire } from "node:module";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";

const [tool = "", directory = "", zip = ""] = process.argv.slice(2);
const { ZipArchive } = await import(pathToFileURL(createRequire(`${tool}/`).resolve("archiver")).href);
const archive = new ZipArchive({ zlib: { level: 6 } });
archive.directory(directory, false);
const written = pipeline(archive, createWriteStream(zip));
await archive.finalize();
await written;

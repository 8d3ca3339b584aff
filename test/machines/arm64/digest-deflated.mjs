import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { deflateRawSync } from "node:zlib";

// Prints the SHA-256 of what zlib makes of each file below a directory, in the order of their paths.
const [, , root = ""] = process.argv;
const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
const digest = createHash("sha256");
for (const file of files) digest.update(deflateRawSync(readFileSync(file), { level: 6 }));
process.stdout.write(`${process.arch} ${files.length} ${digest.digest("hex")}`);

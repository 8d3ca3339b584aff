import { packTree } from "../pack-tree.ts";

/** Packs the directory of the first argument into that of the second under the umask of the third; prints the hash. */
const [dir = "", out = "", umask = "022"] = process.argv.slice(2);
process.umask(Number.parseInt(umask, 8));
const { sha256 } = await packTree(dir, out);
process.stdout.write(`${sha256}\n`);

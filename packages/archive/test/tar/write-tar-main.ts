import { diskFileSystem } from "@lambda-pack/archive";

import { surroundedSpecs } from "./surrounded-specs.ts";
import { writeSpecs } from "./tar-of.ts";

/** Writes a tar.gz to the first argument under the umask of the second; prints the hash. */
const [file = "", umask = "022"] = process.argv.slice(2);
process.umask(Number.parseInt(umask, 8));
const { sha256 } = await writeSpecs(file, surroundedSpecs, { fs: diskFileSystem, format: "tar.gz" });
process.stdout.write(`${sha256}\n`);

import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Everything below a directory as lines of type, mode, name and content; equal for equal trees. Links are not followed. */
export function snapshot(dir: string, below = ""): readonly string[] {
  return readdirSync(join(dir, below))
    .toSorted()
    .flatMap((name) => {
      const path = join(below, name);
      const stats = lstatSync(join(dir, path));
      const mode = (stats.mode & 0o7777).toString(8);
      if (stats.isSymbolicLink()) return [`link ${path} -> ${readlinkSync(join(dir, path))}`];
      if (stats.isDirectory()) return [`dir ${mode} ${path}`, ...snapshot(dir, path)];
      const digest = createHash("sha256")
        .update(readFileSync(join(dir, path)))
        .digest("hex")
        .slice(0, 16);
      return [`file ${mode} ${path} ${digest}`];
    });
}

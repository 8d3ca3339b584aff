import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { byCodeUnit } from "@lambda-pack/model";
import type { FileMode, StagedEntry, Staging } from "@lambda-pack/model";

export interface Spec {
  readonly path: string;
  readonly content: string | Buffer;
  readonly mode?: FileMode;
}

/** Writes contents to a directory under numbers, and gives the staging that reads them. */
export function stagingOf(dir: string, specs: readonly Spec[], links: readonly StagedEntry[] = []): Staging {
  const files = specs.map(({ path, content, mode = 0o644 }, index): StagedEntry => {
    const source = join(dir, "sources", String(index % 100), String(index));
    mkdirSync(dirname(source), { recursive: true });
    writeFileSync(source, content);
    const { size, mtimeMs, ctimeMs, ino, dev } = statSync(source);
    return { kind: "file", path, mode, size, mtimeMs, ctimeMs, ino, dev, source };
  });
  const entries = [...files, ...links].toSorted((a, b) => byCodeUnit(a.path, b.path));
  return { entries, bytes: entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0) };
}

import { join, relative } from "node:path";
import { defined, isPackError, PackError, parseManifest } from "@lambda-pack/model";
import type { Importer, Manifest } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { withSlashes } from "../disk/paths.ts";
import { withoutInvalidNames, withoutInvalidOptionals } from "./without-invalid-names.ts";

export interface ImporterRules {
  /** Absolute real path of the workspace root. */
  readonly root: string;
  /** Whether the package manager takes dependencies under keys that are no names for none. */
  readonly ignoresInvalidNames: boolean;
}

/**
 * The package of the workspace in `dir`; undefined where its package.json vanished. An error is kept, because the package
 * may not matter.
 */
export function readImporter(disk: Disk, dir: string, rules: ImporterRules): Importer | undefined {
  const read = readManifest(disk, join(dir, "package.json"));
  if (read === undefined) return undefined;
  const path = withSlashes(relative(rules.root, dir));
  if (isPackError(read)) return { dir, path, name: undefined, manifest: read };
  const manifest = rules.ignoresInvalidNames ? withoutInvalidNames(read) : withoutInvalidOptionals(read);
  return { dir, path, name: manifest.name, manifest };
}

function readManifest(disk: Disk, file: string): Manifest | PackError | undefined {
  let text: string | undefined;
  try {
    text = disk.readText(file);
    return text === undefined ? undefined : parseManifest(text, file);
  } catch (error) {
    if (!isPackError(error)) throw error;
    return withPackability(error, text);
  }
}

/**
 * Whether the text speaks of `lambdaPack` is kept with the error: then the package is meant to be packed, and `--all` must
 * not pass over it. Of a text that could not be read, that is unknown.
 */
function withPackability({ code, message, hint, details, cause }: PackError, text: string | undefined): PackError {
  const isPackable = text === undefined || text.includes('"lambdaPack"');
  return new PackError(code, message, {
    ...defined({ hint }),
    details: { ...details, isPackable },
    cause,
  });
}

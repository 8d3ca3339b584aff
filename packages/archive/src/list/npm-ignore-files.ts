import { join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import ignoreWalk from "ignore-walk";

import { fileUnreadable } from "../disk/file-errors.ts";
import { findFileError, findRuleError, makeHarmless } from "../left-out/harmless-rules.ts";
import { shownPath } from "../walk/walk-options.ts";
import type { WalkOptions } from "../walk/walk-options.ts";
import { vcsFolders } from "../walk/never-packed.ts";

/** Paths that the `.npmignore` files of an importer leave in, or the one at its top alone; a link counts as one file. */
export async function npmIgnoreFiles(options: WalkOptions, which: "all" | "top" = "all"): Promise<ReadonlySet<string>> {
  try {
    const paths = await new Promise<readonly string[]>((resolve, reject) => {
      new NpmIgnoreWalker({ path: options.dir }, which).on("done", resolve).on("error", reject).start();
    });
    return new Set(paths.map((path) => path.replace(/^\.\//u, "")));
  } catch (error) {
    if (isPackError(error)) throw error;
    throw fileUnreadable(shownPath(options, ""), error);
  }
}

const folderRules = "folders that are never packed";

/** Reads no pipes, and heeds no rule that takes longer than anybody waits. */
class CarefulWalker extends ignoreWalk.Walker {
  override addIgnoreFile(file: string, then: () => void): void {
    const error = findFileError(join(this.path, file));
    if (error === undefined) super.addIgnoreFile(file, then);
    else this.emit("error", error);
  }

  override onReadIgnoreFile(file: string, text: string, then: () => void): void {
    const error = findRuleError(text, join(this.path, file));
    if (error !== undefined) {
      this.emit("error", error);
      return;
    }
    super.onReadIgnoreFile(file, text, () => undefined);
    makeHarmless(this.ignoreRules[file]);
    then();
  }

  override walker(entry: string, options: ignoreWalk.WalkerOptions | undefined, then: () => void): void {
    new CarefulWalker(this.walkerOpt(entry, options)).on("done", then).start();
  }
}

/** Keeps the walk out of `node_modules`, which may hold more files than all the rest. */
class NpmIgnoreWalker extends CarefulWalker {
  readonly #which: "all" | "top";

  constructor(options: { readonly path: string }, which: "all" | "top") {
    super({ ...options, ignoreFiles: [folderRules, ".npmignore"] });
    this.#which = which;
    this.onReadIgnoreFile(folderRules, ["node_modules", ...vcsFolders].join("\n"), () => undefined);
  }

  override walkerOpt(entry: string, options?: ignoreWalk.WalkerOptions): ignoreWalk.ConcreteWalkerOptions {
    const inherited = super.walkerOpt(entry, options);
    return this.#which === "all" ? inherited : { ...inherited, ignoreFiles: [folderRules] };
  }
}

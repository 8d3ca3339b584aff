import { parentOf, pathBelow } from "@lambda-pack/model";
import type { RuntimeBehaviour } from "@lambda-pack/model";
import { joinPath } from "../resolve/bundle-tree.ts";
import { fileFormat } from "../resolve/file-format.ts";
import { findRequiredPath } from "../resolve/resolve-required.ts";
import { resolveSpecifier } from "../resolve/resolve-specifier.ts";
import type { ResolverSource } from "../resolve/resolver.ts";
import type { Entry } from "../scan-files.ts";

export type HandlerFile =
  | (Entry & { readonly kind: "file" })
  | {
      readonly kind: "missing";
      readonly tried: readonly string[];
      readonly directory?: string;
    };

/**
 * The file that Lambda loads for a handler, in the order of its runtime interface client:
 * 1. what is there under the very name, if it is only a directory: by `require` in the contract with callbacks; in the
 *    other one by `import()`, which no directory can be;
 * 2. `.js`, `.mjs`, `.cjs`; a `.js` by `require`, unless its package.json says that it is an ES module;
 * 3. a package of that name.
 */
export function findHandlerFile(
  source: ResolverSource,
  task: { readonly root: string; readonly module: string },
): HandlerFile {
  const { tree, packageJsons, runtime } = source;
  const base = joinPath(task.root, task.module) ?? task.module;
  const tried = ["", ".js", ".mjs", ".cjs"].map((extension) => `${base}${extension}`);
  const plain = tree.kindOf(base);
  if (plain === "directory" && runtime.contract === "promise")
    return { kind: "missing", tried: [base], directory: base };
  if (plain !== undefined) {
    const path = findRequiredPath(source, base);
    return path === undefined ? { kind: "missing", tried, directory: base } : file(path, runtime);
  }

  const found = tried.find((path) => tree.kindOf(path) === "file");
  const path = found === undefined ? undefined : tree.realPath(found);
  if (path !== undefined)
    return fileFormat(path, packageJsons, "import") === "module"
      ? { kind: "file", path, by: "import" }
      : file(path, runtime);

  const name = base.slice(parentOf(base).length).replace(/^\//u, "");
  for (const dir of [task.root, parentOf(base)]) {
    const from = pathBelow(dir, "package.json");
    const resolved = resolveSpecifier(source, { specifier: name, by: "require", from });
    if (resolved.kind === "file") return file(resolved.path, runtime);
  }
  return { kind: "missing", tried };
}

function file(path: string, { contract }: RuntimeBehaviour): HandlerFile {
  return { kind: "file", path, by: contract === "promise" ? "import" : "require" };
}

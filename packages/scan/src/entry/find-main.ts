import type { Bundle } from "@lambda-pack/model";
import { resolveInMap } from "../resolve/resolve-imported.ts";
import { findRequiredPath } from "../resolve/resolve-required.ts";
import type { ResolverSource } from "../resolve/resolver.ts";
import type { Entry } from "../scan-files.ts";

/** What Node loads for the target: its `exports`, else its `main`, else its index. */
export function findMain({ root }: Bundle, source: ResolverSource): Entry | undefined {
  const json = source.packageJsons.get(root);
  if (json?.exports === undefined) {
    const path = findRequiredPath(source, `${root}/`);
    return path === undefined ? undefined : { path, by: json?.type === "module" ? "import" : "require" };
  }
  for (const by of ["require", "import"] as const) {
    const query = { specifier: ".", from: "", by };
    const found = resolveInMap(source, query, {
      scope: { dir: root, json },
      map: json.exports,
      key: ".",
      internal: false,
    });
    if (found.kind === "file") return { path: found.path, by };
  }
  return undefined;
}

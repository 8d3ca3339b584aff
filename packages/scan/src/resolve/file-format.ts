import { parentOf } from "@lambda-pack/model";
import type { RuntimeBehaviour } from "@lambda-pack/model";
import type { PackageJsons } from "./read-package-jsons.ts";
import { findScope } from "./resolver.ts";

export type FileFormat = "module" | "commonjs" | "json" | "native" | "typescript" | "unknown";

const byExtension: ReadonlyMap<string, FileFormat> = new Map([
  ["mjs", "module"],
  ["cjs", "commonjs"],
  ["json", "json"],
  ["node", "native"],
  ["ts", "typescript"],
  ["mts", "typescript"],
  ["cts", "typescript"],
  ["tsx", "typescript"],
  ["wasm", "unknown"],
]);

/** What Node takes a file for. `require` runs whatever it does not know as CommonJS; `import` refuses that. */
export function fileFormat(path: string, packageJsons: PackageJsons, by: "require" | "import"): FileFormat {
  const extension = /\.([^./]+)$/u.exec(path)?.[1];
  const known = extension === undefined ? undefined : byExtension.get(extension);
  if (known !== undefined) return known;
  if (extension !== "js" && (extension !== undefined || by === "require")) {
    return by === "require" ? "commonjs" : "unknown";
  }
  return findScope(packageJsons, parentOf(path))?.json.type === "module" ? "module" : "commonjs";
}

/** Whether Node loads a TypeScript file: never below `node_modules`, and no JSX. */
export function isTypeScriptLoaded(path: string, { stripsTypes }: RuntimeBehaviour): boolean {
  return stripsTypes && !path.endsWith("x") && !`/${path}`.includes("/node_modules/");
}

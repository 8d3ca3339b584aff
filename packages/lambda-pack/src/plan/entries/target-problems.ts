import { parseHandler } from "@lambda-pack/model";
import type { Problem } from "@lambda-pack/model";
import { posix } from "node:path";
import type { OwnPackage } from "./own-package.ts";

/**
 * The handler that is set leads to no file of the target. Not judged is what a layer or a wrapper brings or starts: a path outside of
 * the bundle, one into `node_modules`, a program such as `run.sh` or `bootstrap`, and a name that Node may find as a package.
 */
export function handlerProblems(own: OwnPackage, handler: string, names: ReadonlySet<string>): readonly Problem[] {
  const parsed = parseHandler(handler);
  if (parsed.kind !== "handler") return [];
  const base = posix.normalize(parsed.module);
  const tried = [".js", ".mjs", ".cjs"].map((extension) => base + extension);
  const isThere = [base, handler, ...tried].some(own.isPacked) || own.paths.some((path) => path.startsWith(`${base}/`));
  if (isThere || `/${base}`.includes("/node_modules/") || base.startsWith("../") || names.has(base)) return [];
  const typescript = [".ts", ".mts", ".cts", ".tsx"].map((extension) => base + extension).find(own.isPacked);
  return [
    {
      kind: "handler-not-packed",
      ...own.about,
      handler,
      tried,
      ...(typescript === undefined ? {} : { typescript }),
      ...own.missing([...tried, base, handler]),
    },
  ];
}

/** The target has sources in TypeScript and nothing that Lambda runs: no handler can be set that works. */
export function onlyTypescript({ paths, programs, about, build }: OwnPackage): readonly Problem[] {
  const sources = paths.filter((path) => /\.[cm]?tsx?$/u.test(path) && !/\.d\.[cm]?ts$/u.test(path));
  if (sources.length === 0 || programs.length > 0 || paths.some(isRunnable)) return [];
  return [{ kind: "only-typescript", ...about, files: sources, ...build }];
}

/** What configures a tool is no code of the function. */
function isRunnable(path: string): boolean {
  const name = posix.basename(path);
  if (/^\.|\.config\.[cm]?js$/u.test(name)) return false;
  return /\.(?:[cm]?js|node|sh)$/u.test(name);
}

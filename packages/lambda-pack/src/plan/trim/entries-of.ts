import { findWrapper } from "@lambda-pack/check";
import { parseHandler, pathBelow, TASK_ROOT } from "@lambda-pack/model";
import type { Bundle } from "@lambda-pack/model";
import { findHandlerFile, findMain } from "@lambda-pack/scan";
import type { Entry, ResolverSource } from "@lambda-pack/scan";
import type { TrimSource } from "@lambda-pack/trim";

/**
 * Where Lambda begins: the files of all handlers, else what Node loads for the target. What is set and not there is `absent`, but for
 * what a layer has: that loads the function's own code.
 */
export function entriesOf(
  bundle: Bundle,
  resolver: ResolverSource,
  handlers: readonly string[],
): Pick<TrimSource, "entries" | "absent"> {
  if (handlers.length > 0) {
    const found = handlers.map((each) => handlerEntry(bundle, resolver, each));
    return {
      entries: found.flatMap((each) => (typeof each === "object" ? each : [])),
      absent: handlers.find((_, index) => found[index] === "absent"),
    };
  }
  const found = findMain(bundle, resolver);
  if (found !== undefined) return { entries: [found] };
  const json = resolver.packageJsons.get(bundle.root);
  return { entries: [], absent: json?.exports === undefined ? json?.main : "exports" };
}

function handlerEntry(bundle: Bundle, resolver: ResolverSource, handler: string): Entry | "absent" | "elsewhere" {
  const inside = handler.startsWith(`${TASK_ROOT}/`) ? handler.slice(TASK_ROOT.length + 1) : handler;
  const program = resolver.tree.realPath(pathBelow(bundle.root, inside));
  if (program !== undefined && resolver.tree.fileAt(program) !== undefined) return { path: program, by: "require" };
  const parsed = parseHandler(handler);
  if (parsed.kind === "outside") return "elsewhere";
  if (parsed.kind === "malformed") return "absent";
  const file = findHandlerFile(resolver, { root: bundle.root, module: parsed.module });
  if (file.kind === "file") return { path: file.path, by: file.by };
  const isOfLayer = findWrapper(parsed.module) !== undefined && !parsed.module.includes("/");
  return isOfLayer ? "elsewhere" : "absent";
}

import { findWrapper } from "@lambda-pack/check";
import { parseHandler, pathBelow, TASK_ROOT } from "@lambda-pack/model";
import type { Bundle } from "@lambda-pack/model";
import { findHandlerFile, findMain } from "@lambda-pack/scan";
import type { Entry, ResolverSource } from "@lambda-pack/scan";
import type { TrimSource } from "@lambda-pack/trim";

/**
 * Where Lambda begins: the handler's file, else what Node loads for the target. What is set and not there is `absent`, but for what a
 * layer has: that loads the function's own code.
 */
export function entriesOf(
  bundle: Bundle,
  resolver: ResolverSource,
  handler: string | undefined,
): Pick<TrimSource, "entries" | "absent"> {
  if (handler !== undefined) return handlerEntry(bundle, resolver, handler);
  const found = findMain(bundle, resolver);
  if (found !== undefined) return { entries: [found] };
  const json = resolver.packageJsons.get(bundle.root);
  const main = json?.exports === undefined ? json?.main : "exports";
  return { entries: [], absent: main };
}

function handlerEntry(
  bundle: Bundle,
  resolver: ResolverSource,
  handler: string,
): Pick<TrimSource, "entries" | "absent"> {
  const inside = handler.startsWith(`${TASK_ROOT}/`) ? handler.slice(TASK_ROOT.length + 1) : handler;
  const program = resolver.tree.realPath(pathBelow(bundle.root, inside));
  if (program !== undefined && resolver.tree.fileAt(program) !== undefined)
    return { entries: [{ path: program, by: "require" }] };
  const parsed = parseHandler(handler);
  if (parsed.kind === "outside") return { entries: [] };
  if (parsed.kind === "malformed") return { entries: [], absent: handler };
  const file = findHandlerFile(resolver, { root: bundle.root, module: parsed.module });
  if (file.kind === "file") return { entries: [{ path: file.path, by: file.by } satisfies Entry] };
  const isOfLayer = findWrapper(parsed.module) !== undefined && !parsed.module.includes("/");
  return isOfLayer ? { entries: [] } : { entries: [], absent: handler };
}

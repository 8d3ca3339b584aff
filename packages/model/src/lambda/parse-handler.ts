import { lambdaLimits } from "./limits.ts";
import { TASK_ROOT } from "./task-root.ts";

/** What a handler string means to Lambda's runtime interface client. */
export type Handler =
  | { readonly kind: "handler"; readonly module: string; readonly names: readonly [string, ...string[]] }
  /** A file that is not of the bundle: of a layer, or of the runtime. */
  | { readonly kind: "outside"; readonly module: string }
  | { readonly kind: "malformed"; readonly reason: string };

const insideTask = `${TASK_ROOT}/`;

/** `[folder/]module.export[.nested…]`: of the last segment, the module ends at the first dot. */
export function parseHandler(handler: string): Handler {
  if (handler.includes("..")) return malformed("it must not contain two dots in a row");
  if (/\s/u.test(handler)) return malformed("it must not contain white space");
  if (handler.length > lambdaLimits.handler)
    return malformed(`it must not be longer than ${lambdaLimits.handler} characters`);
  const match = /^(.*\/)?([^./]*)\.(.*)$/su.exec(handler);
  if (match === null || handler.slice((match[1] ?? "").length).includes("/"))
    return malformed("it must be a file and an export with a dot between, as index.handler");
  const [, folder = "", base = "", exported = ""] = match;
  const [name = "", ...nested] = exported.split(".");
  if (base === "" || name === "")
    return malformed("it must name a file before the dot and an export after it, as index.handler");
  const module = `${folder}${base}`;
  if (handler.startsWith("/") && !handler.startsWith(insideTask)) return { kind: "outside", module };
  return {
    kind: "handler",
    module: module.startsWith("/") ? module.slice(insideTask.length) : module,
    names: [name, ...nested],
  };
}

function malformed(reason: string): Handler {
  return { kind: "malformed", reason };
}

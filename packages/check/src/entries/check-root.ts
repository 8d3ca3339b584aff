import type { Bundle, Finding } from "@lambda-pack/model";
import { labelOf } from "../owner-of.ts";

/** Where the runtime of Node looks for packages in a layer, which need no package.json above them. */
const LAYER = "nodejs";

/** Whether a zip's package.json lies where Lambda unpacks the function. What is packed anew lies where the settings want it. */
export function checkRoot(bundle: Bundle): readonly Finding[] {
  const { origin, entries, root, target } = bundle;
  const files = new Set(entries.map(({ path }) => path));
  if (origin === "workspace" || files.has("package.json") || root === LAYER) return [];
  const finding = { kind: "no-package", package: labelOf(bundle, target) } as const;
  if (files.has(`${root}/package.json`)) return [{ ...finding, severity: "warning", folder: root }];
  // A single file that needs no package.json is a function as well.
  return [{ ...finding, severity: "note" }];
}

import type { Bundle, Finding } from "@lambda-pack/model";
import { labelOf } from "../owner-of.ts";

export interface CheckRootOptions {
  /** As Lambda is told, `index.handler`, where it is known. */
  readonly handler?: string | undefined;
  readonly otherHandlers?: readonly string[] | undefined;
  /** Where the bundle is meant to lie, as the settings say it. */
  readonly prefix?: string | undefined;
}

/** `nodejs`, or `nodejs/node22`: where the runtime of Node looks for packages in a layer, which need no package.json above them. */
const LAYER = /^nodejs(?:\/node\d+)?$/u;

/**
 * Whether a zip's package lies where Lambda unpacks the function. A planned bundle lies where the settings want it. In a folder
 * Lambda finds it only by a handler that names the folder.
 */
export function checkRoot(
  bundle: Bundle,
  { handler, otherHandlers = [], prefix }: CheckRootOptions,
): readonly Finding[] {
  const { origin, entries, root, target } = bundle;
  if (
    origin === "workspace" ||
    LAYER.test(root) ||
    root === prefix ||
    entries.some(({ path }) => path === "package.json")
  )
    return [];
  const finding = { kind: "no-package", package: labelOf(bundle, target) } as const;
  // A single file that needs no package.json is a function as well.
  if (root === "") return [{ ...finding, severity: "note" }];
  const severity = [handler, ...otherHandlers].some((each) => each?.startsWith(`${root}/`) === true)
    ? "warning"
    : "error";
  return [{ ...finding, severity, folder: root }];
}

import { byCodeUnit } from "@lambda-pack/model";
import { findRequiredPath, resolveSpecifier } from "@lambda-pack/scan";
import type { ResolverSource } from "@lambda-pack/scan";
import type { LeftOut } from "../../bundle/left-out/left-out.ts";
import type { InspectedBundle } from "../../bundle/with-bundle.ts";
import { findAsked } from "./find-asked.ts";
import type { Asked } from "./find-asked.ts";
import type { FailedInvoke } from "./failed-invoke.ts";

/**
 * That the function has asked for files which a trim has left out, and the setting that keeps them; undefined where it has not, and
 * where it cannot be known. That is seen in the error, and in what was noted of what the function has asked for in vain.
 */
export async function explainLeftOut(
  failed: Pick<FailedInvoke, "opened" | "taskRoot" | "readAbsent"> & Partial<Pick<FailedInvoke, "payload">>,
): Promise<string | undefined> {
  const { payload, opened, taskRoot, readAbsent } = failed;
  const absent = [...((await readAbsent?.()) ?? [])].map((path): Asked => ({ path }));
  const asked = [...(payload === undefined ? [] : findAsked(payload, taskRoot)), ...absent];
  const leftOut = asked.length === 0 ? undefined : await opened.findLeftOut?.();
  if (leftOut === undefined) return undefined;
  const resolver = await leftOut.openResolver();
  const paths = [...new Set(asked.flatMap((one) => leftPaths(one, { left: leftOut.left, resolver })))].toSorted(
    byCodeUnit,
  );
  return paths.length === 0 ? undefined : leftOutText(paths, { opened, leftOut });
}

interface LeftPaths extends Pick<LeftOut, "left"> {
  readonly resolver: ResolverSource;
}

/** Files that were left out, and that the whole bundle has where code asks for them. */
function leftPaths(asked: Asked, { left, resolver }: LeftPaths): readonly string[] {
  const found =
    "path" in asked
      ? [resolver.tree.realPath(asked.path), findRequiredPath(resolver, asked.path)]
      : (["require", "import"] as const).map((by) => {
          const resolution = resolveSpecifier(resolver, { ...asked, by });
          return resolution.kind === "file" ? resolution.path : undefined;
        });
  return found.flatMap((path) => (path !== undefined && left.has(path) ? path : []));
}

async function leftOutText(
  paths: readonly string[],
  { opened, leftOut }: { readonly opened: InspectedBundle; readonly leftOut: LeftOut },
): Promise<string> {
  const { keepingSetting } = await import("../../opened/keeping-setting.ts");
  const again = opened.bundle.origin === "zip" ? ", and pack again" : "";
  const it = paths.length === 1 ? "it" : "them";
  return `The function asked for ${shown(paths)}, which trim has left out. To keep ${it}, ${keepingSetting(paths, leftOut)}${again}.`;
}

const MAX_SHOWN = 3;

function shown(paths: readonly string[]): string {
  const more = paths.length - MAX_SHOWN;
  if (more > 0) return `${paths.slice(0, MAX_SHOWN).join(", ")} and ${more} more`;
  return [paths.slice(0, -1).join(", "), ...paths.slice(-1)].filter((text) => text !== "").join(" and ");
}

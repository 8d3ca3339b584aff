import type { PlannedTarget } from "./plan-target.ts";

/** What is worth a line: so many bytes, and so large a part of the bundle. */
const LEAST_BYTES = 10 * 1024 * 1024;
const LEAST_SHARE = 0.2;

/** As the classes of `trim`, so that nothing has to be loaded for a line of the summary. */
const CLASSES = /\.(?:d\.[cm]?ts|map|md)$/u;

/** Bytes of the files that `--trim` leaves out by their extensions; undefined where they are few. */
export function findTrimmable({
  closure,
  layout,
  filesOf,
  staging,
}: Pick<PlannedTarget, "closure" | "layout" | "filesOf" | "staging">): number | undefined {
  if (staging.bytes < LEAST_BYTES) return undefined;
  let bytes = 0;
  for (const { kind, instance } of layout.placements.values()) {
    if (kind !== "copy" || closure.instances.get(instance)?.importer === true) continue;
    for (const { path, size } of filesOf(instance).files) if (CLASSES.test(path)) bytes += size;
  }
  return bytes < LEAST_BYTES || bytes < staging.bytes * LEAST_SHARE ? undefined : bytes;
}

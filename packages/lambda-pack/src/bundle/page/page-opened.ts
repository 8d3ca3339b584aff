import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, InstanceId } from "@lambda-pack/model";
import type { PageOpened, PagePackage } from "@lambda-pack/report-page";

type OpenedSum = Required<Pick<PagePackage, "openedFiles" | "openedBytes">>;

/** How much of a bundle was opened, in all and of each package; links are no files. */
export function sumOpened(
  { entries, places }: Bundle,
  paths: ReadonlySet<string>,
): { readonly opened: PageOpened; readonly of: (id: InstanceId) => OpenedSum } {
  const found = new Map<InstanceId, OpenedSum>();
  const there = new Set<string>();
  let [files, bytes] = [0, 0];
  for (const entry of entries) {
    there.add(entry.path);
    const id = places.get(entry.place);
    if (entry.kind === "link" || id === undefined || !paths.has(entry.path)) continue;
    const { openedFiles, openedBytes } = found.get(id) ?? NOTHING;
    found.set(id, { openedFiles: openedFiles + 1, openedBytes: openedBytes + entry.size });
    [files, bytes] = [files + 1, bytes + entry.size];
  }
  const leftOut = [...paths].filter((path) => !there.has(path)).toSorted(byCodeUnit);
  return { opened: { files, bytes, leftOut }, of: (id) => found.get(id) ?? NOTHING };
}

const NOTHING: OpenedSum = { openedFiles: 0, openedBytes: 0 };

import type { Bundle, BundleEntry, BundleFile, Finding, InstanceId } from "@lambda-pack/model";
import { labelOf, ownerOf } from "../owner-of.ts";

/** Whether Lambda's user, who does not own the files, can read them all. */
export function checkModes(bundle: Bundle): readonly Finding[] {
  const unreadable = new Map<InstanceId, BundleFile[]>();
  for (const entry of bundle.entries) {
    if (!isUnreadable(entry)) continue;
    const owner = ownerOf(bundle, entry);
    const others = unreadable.get(owner);
    if (others === undefined) unreadable.set(owner, [entry]);
    else others.push(entry);
  }
  return [...unreadable].map(([id, files]) => ({
    kind: "unreadable-mode",
    severity: "error",
    package: labelOf(bundle, id),
    path: files[0]?.path ?? "",
    mode: [...new Set(files.map(({ mode }) => mode.toString(8).padStart(3, "0")))].join(" or "),
    paths: files.map(({ path }) => path),
  }));
}

/** APPNOTE 4.4.2: what other systems write says nothing of modes. */
const UNIX = 3;

function isUnreadable(entry: BundleEntry): entry is BundleFile {
  const { kind, zipped } = entry;
  return kind === "file" && zipped !== undefined && zipped.madeBy === UNIX && (entry.mode & 0o004) === 0;
}

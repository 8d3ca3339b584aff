import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, BundleEntry, Finding } from "@lambda-pack/model";
import { labelOf, ownerOf } from "../owner-of.ts";

/** Whether every name of a bundle is what it seems, and no file is unpacked in the place of another one. */
export function checkNames(bundle: Bundle): readonly Finding[] {
  const unsafe = bundle.entries.flatMap((entry): Finding[] => {
    const { path } = entry;
    const reason = findFault(path);
    if (reason === undefined) return [];
    return [
      { kind: "unsafe-name", severity: "warning", package: labelOf(bundle, ownerOf(bundle, entry)), path, reason },
    ];
  });
  const alike = groupAlike(bundle.entries).map((group): Finding => {
    const [first] = group;
    const owner = first === undefined ? bundle.target : ownerOf(bundle, first);
    return {
      kind: "colliding-names",
      severity: "warning",
      package: labelOf(bundle, owner),
      paths: differingPaths(group.map(({ path }) => path)),
    };
  });
  // Two folders of many files are one collision.
  const seen = new Set<string>();
  const once = alike.filter((finding) => {
    const key = finding.kind === "colliding-names" ? finding.paths.join("\n") : "";
    return !seen.has(key) && seen.add(key);
  });
  return [...unsafe, ...once];
}

/** The paths as far as the first name in which they differ. */
function differingPaths(paths: readonly string[]): readonly string[] {
  const split = paths.map((path) => path.split("/"));
  const [first = []] = split;
  const depth = first.findIndex((name, at) => split.some((names) => names[at] !== name)) + 1;
  return [...new Set(split.map((names) => names.slice(0, depth).join("/")))];
}

/** A clause. What leads out of a bundle is refused before anything is checked. */
function findFault(path: string): string | undefined {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/u.test(path)) return "it has a control character";
  return path.includes("\uFFFD") ? "it is not UTF-8" : undefined;
}

/** Entries whose paths are equal but for case and Unicode normal form, ordered by path. */
function groupAlike(entries: readonly BundleEntry[]): readonly (readonly BundleEntry[])[] {
  const groups = new Map<string, BundleEntry[]>();
  for (const entry of entries) {
    const key = entry.path.toLowerCase().normalize("NFC");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const several = [...groups.values()].filter((group) => group.length > 1);
  return several.map((group) => group.toSorted((a, b) => byCodeUnit(a.path, b.path)));
}

import type { Bundle, BundleLink, Finding } from "@lambda-pack/model";
import { openBundlePaths } from "@lambda-pack/scan";
import { labelOf, ownerOf } from "../owner-of.ts";

/** Where the links of a bundle lead. Those that a pack makes itself are among its problems. */
export function checkLinks(bundle: Bundle): readonly Finding[] {
  const links = bundle.entries.flatMap((entry) => (entry.kind === "link" ? entry : []));
  if (links.length === 0) return [];
  const paths = openBundlePaths(bundle.entries);
  return links.flatMap((link): Finding[] => {
    const { kind } = paths(link.path);
    const place = { package: labelOf(bundle, ownerOf(bundle, link)), path: link.path, target: link.target };
    if (kind === "escapes") return [{ kind: "bad-link", severity: "error", ...place, reason: kind }];
    if (kind === "dangles") return [{ kind: "bad-link", severity: "warning", ...place, reason: kind }];
    return isOwn(bundle, link) ? [] : [{ kind: "link-entry", severity: "note", ...place }];
  });
}

function isOwn({ origin }: Bundle, { zipped }: BundleLink): boolean {
  return origin === "workspace" && zipped === undefined;
}

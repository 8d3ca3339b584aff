import type { Bundle, Finding, HeaderFault, OpenedBundle } from "@lambda-pack/model";
import { isReadable } from "../is-readable.ts";
import { labelOf, ownerOf } from "../owner-of.ts";

/** What a zip's own records say that Lambda may not read: of each package, the first file of each kind. */
export function checkArchive({ bundle, archive, findHeaderFaults }: OpenedBundle): readonly Finding[] {
  const entries = bundle.entries.length + (archive?.directories.length ?? 0);
  const many: readonly Finding[] =
    entries > MAX_ENTRIES
      ? [{ kind: "many-entries", severity: "warning", package: labelOf(bundle, bundle.target), entries }]
      : [];
  const compressed = new Map<string, Finding>();
  for (const entry of bundle.entries) {
    const { path, zipped } = entry;
    if (zipped === undefined || isReadable(entry)) continue;
    const { method } = zipped;
    const owner = labelOf(bundle, ownerOf(bundle, entry));
    const key = `${method} ${owner}`;
    if (compressed.has(key)) continue;
    compressed.set(key, { kind: "unsupported-compression", severity: "error", package: owner, path, method });
  }
  return [...many, ...compressed.values(), ...mismatches(bundle, findHeaderFaults?.() ?? [])];
}

function mismatches(bundle: Bundle, faults: readonly HeaderFault[]): readonly Finding[] {
  if (faults.length === 0) return [];
  const entries = new Map(bundle.entries.map((entry) => [entry.path, entry]));
  return faults.map(({ path, fields }): Finding => {
    const entry = entries.get(path);
    const label = labelOf(bundle, entry === undefined ? bundle.target : ownerOf(bundle, entry));
    return { kind: "header-mismatch", severity: "warning", package: label, path, fields };
  });
}

/** What a zip can count without the zip64 format. */
const MAX_ENTRIES = 65_535;

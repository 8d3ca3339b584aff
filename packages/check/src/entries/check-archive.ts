import type { Bundle, Finding, HeaderFault, OpenedBundle, RecordFaults } from "@lambda-pack/model";
import { isReadable } from "@lambda-pack/scan";
import { labelOf, ownerOf } from "../owner-of.ts";

/** What a zip's own records say that Lambda may not read: of each package, the first file of each kind. */
export function checkArchive({ bundle, archive, findRecordFaults }: OpenedBundle): readonly Finding[] {
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
  return [...many, ...compressed.values(), ...recordFindings(bundle, findRecordFaults?.())];
}

function recordFindings(bundle: Bundle, faults: RecordFaults | undefined): readonly Finding[] {
  if (faults === undefined) return [];
  const { headers, hiddenBytes } = faults;
  const label = labelOf(bundle, bundle.target);
  const hidden: readonly Finding[] =
    hiddenBytes === 0 ? [] : [{ kind: "hidden-data", severity: "warning", package: label, bytes: hiddenBytes }];
  return [...mismatches(bundle, headers), ...hidden];
}

function mismatches(bundle: Bundle, faults: readonly HeaderFault[]): readonly Finding[] {
  if (faults.length === 0) return [];
  const entries = new Map(bundle.entries.map((entry) => [entry.path, entry]));
  const found = new Map<string, { readonly first: Mismatch; others: number }>();
  for (const { path, fields } of faults) {
    const entry = entries.get(path);
    const label = labelOf(bundle, entry === undefined ? bundle.target : ownerOf(bundle, entry));
    const key = `${fields.join(" ")} ${label}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, { first: { package: label, path, fields }, others: 0 });
    else same.others += 1;
  }
  return [...found.values()].map(({ first, others }) => ({
    kind: "header-mismatch",
    severity: "warning",
    ...first,
    ...(others === 0 ? {} : { otherFiles: others }),
  }));
}

interface Mismatch {
  readonly package: string;
  readonly path: string;
  readonly fields: readonly string[];
}

/** What a zip can count without the zip64 format. */
const MAX_ENTRIES = 65_535;

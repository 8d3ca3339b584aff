import { bundleDigest } from "../opened/bundle-digest.ts";
import { assertSameBundle } from "../opened/parse-opened.ts";
import { readOpened } from "../opened/read-opened.ts";
import type { InspectedBundle } from "./with-bundle.ts";

/** All paths that records have as opened. Throws for a record of another bundle: each is of this one, or of what it would be whole. */
export async function readOpenedPaths(
  { bundle, read, source }: Pick<InspectedBundle, "bundle" | "read" | "source">,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const records = await Promise.all(files.map(async (where) => ({ where, opened: await readOpened(where) })));
  const sha256 = [await bundleDigest({ bundle, read }, signal)];
  const trim = source?.trim;
  if (trim !== undefined && records.some(({ opened }) => !sha256.includes(opened.bundle.sha256))) {
    sha256.push(await bundleDigest({ bundle: trim.whole, read: trim.read }, signal));
  }
  const name = bundle.packages.get(bundle.target)?.name ?? bundle.label;
  for (const { opened, where } of records) assertSameBundle(opened, { where, name, sha256 });
  return new Set(records.flatMap(({ opened }) => opened.files.map(({ path }) => path)));
}

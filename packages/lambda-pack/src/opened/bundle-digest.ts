import { createHash } from "node:crypto";
import { isJsonObject, pathBelow, throwIfInterrupted } from "@lambda-pack/model";
import type { Bundle, BundleFile, OpenedBundle } from "@lambda-pack/model";
import { isRecordText } from "./parse-opened.ts";

/**
 * What a bundle is known by in a record: SHA-256 of a line of JSON for each entry, `[path, "file", SHA-256 of the content]` or
 * `[path, "link", target]`, in the order of the paths. Whether it was read from a zip or planned makes no difference. Neither do the
 * settings in the target's package.json, which change where a record shows that a file is missing, nor records in its directory.
 */
export async function bundleDigest(
  { bundle, read }: Pick<OpenedBundle, "bundle" | "read">,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash("sha256");
  for (const entry of bundle.entries) {
    throwIfInterrupted(signal);
    const content = entry.kind === "link" ? undefined : contentOf(entry, await read(entry), bundle);
    if (entry.kind === "file" && content === undefined) continue;
    const what = entry.kind === "link" ? ["link", entry.target] : ["file", digestOf(content ?? "")];
    hash.update(`${JSON.stringify([entry.path, ...what])}\n`);
  }
  return hash.digest("hex");
}

/** What counts of a file; undefined for what does not count at all. */
function contentOf(
  { path, place }: BundleFile,
  content: Uint8Array,
  { root }: Bundle,
): Uint8Array | string | undefined {
  if (place !== root || !path.endsWith(".json")) return content;
  if (path === pathBelow(root, "package.json")) return withoutSettings(content);
  return isRecordText(Buffer.from(content).toString()) ? undefined : content;
}

function withoutSettings(manifest: Uint8Array): Uint8Array | string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(manifest).toString());
    return isJsonObject(parsed) ? JSON.stringify({ ...parsed, lambdaPack: undefined }) : manifest;
  } catch {
    return manifest;
  }
}

function digestOf(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

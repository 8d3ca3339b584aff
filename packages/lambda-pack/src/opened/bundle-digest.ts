import { createHash } from "node:crypto";
import type { OpenedBundle } from "@lambda-pack/model";

/**
 * What a bundle is known by in a record: SHA-256 of a line of JSON for each entry, `[path, "file", SHA-256 of the content]` or
 * `[path, "link", target]`, in the order of the paths. Whether it was read from a zip or planned makes no difference.
 */
export async function bundleDigest({ bundle, read }: Pick<OpenedBundle, "bundle" | "read">): Promise<string> {
  const hash = createHash("sha256");
  for (const entry of bundle.entries) {
    const what = entry.kind === "link" ? ["link", entry.target] : ["file", digestOf(await read(entry))];
    hash.update(`${JSON.stringify([entry.path, ...what])}\n`);
  }
  return hash.digest("hex");
}

function digestOf(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

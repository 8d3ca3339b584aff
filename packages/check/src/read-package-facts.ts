import {
  isJsonObject,
  isPackError,
  parseJsonObject,
  pathBelow,
  readManifestFields,
  throwIfInterrupted,
} from "@lambda-pack/model";
import type { BundleFile, InstanceId, Manifest, OpenedBundle } from "@lambda-pack/model";
import { isReadable } from "@lambda-pack/scan";

/** What the package.json files of a bundle say of a package. */
export interface PackageFacts {
  readonly manifest: Manifest;
  /** The range of Node.js versions in `engines`, as written. */
  readonly node: string | undefined;
}

/**
 * Reads the package.json of each package, of one copy. Those that have none, or one that is no JSON object, are left out. Rejects
 * with a `PackError` when it is stopped.
 */
export async function readPackageFacts(
  { bundle, read }: OpenedBundle,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<InstanceId, PackageFacts>> {
  const files = new Map<string, BundleFile>();
  for (const entry of bundle.entries) {
    if (entry.kind === "file" && entry.path.endsWith("package.json")) files.set(entry.path, entry);
  }
  const facts = new Map<InstanceId, PackageFacts>();
  for (const { id, paths } of bundle.packages.values()) {
    const [path] = paths;
    const file = path === undefined ? undefined : files.get(pathBelow(path, "package.json"));
    if (file === undefined || !isReadable(file)) continue;
    throwIfInterrupted(signal);
    const found = parseFacts(Buffer.from(await read(file)).toString("utf8"), file.path);
    if (found !== undefined) facts.set(id, found);
  }
  return facts;
}

function parseFacts(text: string, file: string): PackageFacts | undefined {
  try {
    const json = parseJsonObject(text, file);
    const { engines } = json;
    const node = isJsonObject(engines) ? engines["node"] : undefined;
    return {
      manifest: readManifestFields(json, { lenient: true }).manifest,
      node: typeof node === "string" ? node : undefined,
    };
  } catch (error) {
    if (isPackError(error)) return undefined;
    throw error;
  }
}

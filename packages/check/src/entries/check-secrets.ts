import { posix } from "node:path";
import { holdsPrivateKey, isBinaryName, pathInside, throwIfInterrupted } from "@lambda-pack/model";
import type { BundleFile, Finding, InstanceId, OpenedBundle } from "@lambda-pack/model";
import { isReadable } from "@lambda-pack/scan";
import { labelOf, ownerOf } from "../owner-of.ts";
import { holdsSecret, isToldByContent } from "./holds-secret.ts";

export interface CheckSecretsOptions {
  /** The part of a path that names a secret, as the pack leaves it out of packages of the workspace; undefined for others. */
  readonly findSecret: (path: string) => string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Files that hold credentials, as far as name and content show. Those of packages that others have published are no secret any
 * more, and are notes.
 */
export async function checkSecrets(opened: OpenedBundle, options: CheckSecretsOptions): Promise<readonly Finding[]> {
  const { bundle } = opened;
  const secrets = new Map<InstanceId, string[]>();
  for (const entry of bundle.entries) {
    if (entry.kind === "link" || !(await isSecret(entry, opened, options))) continue;
    const owner = ownerOf(bundle, entry);
    secrets.set(owner, [...(secrets.get(owner) ?? []), entry.path]);
  }
  return [...secrets].map(([id, paths]) => ({
    kind: "secret-in-bundle",
    severity: bundle.packages.get(id)?.importer === true ? "warning" : "note",
    package: labelOf(bundle, id),
    paths,
  }));
}

/** Texts that hold a key are short. */
const MAX_BYTES = 1_000_000;

/** Of one's own files, of any name, as much is looked through for a key. */
const MAX_OWN_BYTES = 100_000;

async function isSecret(file: BundleFile, opened: OpenedBundle, options: CheckSecretsOptions): Promise<boolean> {
  const own = pathInside(file.place, file.path);
  const name = posix.basename(own);
  const secret = options.findSecret(own);
  if (secret !== undefined && (secret !== own || !isToldByContent(name))) return true;
  const isOwn = opened.bundle.packages.get(ownerOf(opened.bundle, file))?.importer === true;
  const most = secret === undefined ? (isOwn && !isBinaryName(name) ? MAX_OWN_BYTES : -1) : MAX_BYTES;
  if (file.size > most || !isReadable(file)) return false;
  throwIfInterrupted(options.signal);
  const text = Buffer.from(await opened.read(file)).toString("latin1");
  return secret === undefined ? holdsPrivateKey(text) : holdsSecret(name, text);
}

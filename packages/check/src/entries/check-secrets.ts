import { posix } from "node:path";
import { throwIfInterrupted } from "@lambda-pack/model";
import type { BundleFile, Finding, InstanceId, OpenedBundle } from "@lambda-pack/model";
import { isReadable } from "../is-readable.ts";
import { labelOf, ownerOf } from "../owner-of.ts";
import { holdsSecret } from "./holds-secret.ts";

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

/** Names of keys and credentials. */
const secretNames =
  /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|credentials|\.netrc|\.pgpass|\.htpasswd|.*\.(?:p12|pfx|jks|ppk))$/u;

/** Texts that hold a key are short. */
const MAX_BYTES = 1_000_000;

async function isSecret(
  file: BundleFile,
  { read }: OpenedBundle,
  { findSecret, signal }: CheckSecretsOptions,
): Promise<boolean> {
  const own = file.place === "" ? file.path : file.path.slice(file.place.length + 1);
  const name = posix.basename(own);
  if (secretNames.test(name)) return true;
  const secret = findSecret(own);
  if (secret !== undefined && secret !== own) return true;
  if ((secret === undefined && !name.endsWith(".key")) || file.size > MAX_BYTES || !isReadable(file)) return false;
  throwIfInterrupted(signal);
  return holdsSecret(name, Buffer.from(await read(file)).toString("latin1"));
}

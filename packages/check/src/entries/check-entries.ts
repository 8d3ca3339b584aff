import type { Finding, OpenedBundle } from "@lambda-pack/model";
import { checkArchive } from "./check-archive.ts";
import { checkLinks } from "./check-links.ts";
import { checkModes } from "./check-modes.ts";
import { checkNames } from "./check-names.ts";
import { checkRoot } from "./check-root.ts";
import type { CheckRootOptions } from "./check-root.ts";
import { checkSecrets } from "./check-secrets.ts";
import type { CheckSecretsOptions } from "./check-secrets.ts";

export interface CheckEntriesOptions extends CheckSecretsOptions, CheckRootOptions {}

/**
 * What is wrong with the entries of a bundle, whatever is in the files: modes, links, names, secrets, compression, and what lies
 * at the root. Most of it can only come from a zip of another tool.
 */
export async function checkEntries(opened: OpenedBundle, options: CheckEntriesOptions): Promise<readonly Finding[]> {
  const { bundle } = opened;
  return [
    ...checkRoot(bundle, options),
    ...checkNames(bundle),
    ...checkModes(bundle),
    ...checkLinks(bundle),
    ...checkArchive(opened),
    ...(await checkSecrets(opened, options)),
  ];
}

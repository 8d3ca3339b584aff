import { diskFileSystem, findLeftovers } from "@lambda-pack/archive";
import { removeSandbox, sandboxBase, sandboxPrefix } from "@lambda-pack/runtime";

/** Absolute paths of the unpacked bundles that killed runs have left. */
export async function leftSandboxes(): Promise<readonly string[]> {
  return findLeftovers(await sandboxBase(), { prefix: sandboxPrefix, fs: diskFileSystem });
}

/** That one cannot be removed is no failure. */
export async function removeLeftSandboxes(): Promise<void> {
  await Promise.allSettled((await leftSandboxes()).map(removeSandbox));
}

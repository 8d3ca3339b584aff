import path from "node:path";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { execa } from "execa";

const published = path.join(import.meta.dirname, "..", "packages", "lambda-pack");

/** Builds and packs the published package as `npm publish` would, into this directory; gives the tarball's path. */
export async function packTarball(directory: string): Promise<string> {
  const args = ["pack", "--json", "--loglevel=error", "--foreground-scripts=false", "--pack-destination", directory];
  const { stdout } = await execa("npm", args, { cwd: published, extendEnv: false, env: plainEnvironment() });
  const [packed]: readonly { readonly filename: string }[] = JSON.parse(stdout);
  if (packed === undefined) throw new Error(`npm pack named no file: ${stdout}`);
  return path.join(directory, packed.filename);
}

import { readFile } from "node:fs/promises";
import path from "node:path";
import { listFiles } from "@lambda-pack/test-support/disk/list-directory";

/** Every package that lies below a `node_modules` of an unzipped bundle, as `name@version`, once, in code-unit order. */
export async function bundledPackages(directory: string): Promise<readonly string[]> {
  const files = await listFiles(directory);
  const manifests = files.filter((file) => /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@]+\/package\.json$/u.test(file));
  const labels = await Promise.all(
    manifests.map(async (file) => {
      const { name, version } = JSON.parse(await readFile(path.join(directory, file), "utf8"));
      return `${name}@${version}`;
    }),
  );
  return [...new Set(labels)].toSorted();
}

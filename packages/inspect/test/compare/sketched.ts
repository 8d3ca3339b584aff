import { createHash } from "node:crypto";
import type { OpenedBundle, ZipFile, ZippedFacts } from "@lambda-pack/model";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { TestBundle } from "@lambda-pack/test-support/bundles/opened-bundle";

/** A file's content, its content and permissions, or a link. */
export type Node = string | { readonly content: string; readonly mode: number } | { readonly link: string };

export interface BundleSketch {
  /** Directory to package: `{ "": "database@1.0.0", "node_modules/ms": "ms@2.1.3" }`. */
  readonly packages: Readonly<Record<string, string>>;
  /** In the order of the archive. */
  readonly files: Readonly<Record<string, Node>>;
  readonly zipped?: Partial<ZippedFacts>;
  readonly archive?: Partial<ZipFile>;
}

/** A bundle as if it was read from a zip, whose hash is that of all there is in it. */
export function zipOf({ files, ...sketch }: BundleSketch): OpenedBundle {
  const sha256 = createHash("sha256")
    .update(JSON.stringify({ files, ...sketch }))
    .digest("hex");
  const archive = { file: "/botland/database.zip", size: 1000, sha256, ...sketch.archive };
  return openedBundle(files, { ...sketch, label: "database.zip", archive });
}

/** A bundle as if it was planned from the workspace. */
export function plannedOf({ files, packages }: BundleSketch): TestBundle {
  return openedBundle(files, { origin: "workspace", label: "database", packages });
}

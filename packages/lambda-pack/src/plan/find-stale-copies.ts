import { digestPackageFiles, listPackageFiles } from "@lambda-pack/archive";
import { isPackError, packageLabel } from "@lambda-pack/model";
import type { InstalledPackage, Manifest, Problem, Selection, Workspace } from "@lambda-pack/model";
import { relative } from "node:path";
import { placeInMessages } from "@lambda-pack/workspace";
import type { SourceFileSystem } from "@lambda-pack/workspace";

/**
 * Copies that the package manager made of packages of the workspace (pnpm's injected ones) and that are not what a new
 * install would copy: what npm would publish, compared by path, mode and content.
 */
export async function findStaleCopies(
  { packages }: Selection,
  workspace: Workspace,
  fs: SourceFileSystem,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { installed } of packages.values()) {
    const source = sourceOf(installed, workspace);
    if (source === undefined) continue;
    const request = { workspace, fs };
    if ((await digestPublished(installed, request)) === (await digestPublished(source, request))) continue;
    problems.push({
      kind: "stale-injected",
      package: packageLabel(installed),
      path: placeInMessages(workspace, installed.dir),
      source: source.path,
      install: workspace.installCommand,
    });
  }
  return problems;
}

type Published = Pick<InstalledPackage, "dir" | "manifest">;

interface Source extends Published {
  readonly path: string;
}

/** The package of the workspace that this is a copy of. */
function sourceOf({ dir }: InstalledPackage, { injected, importers }: Workspace): Source | undefined {
  const sourceDir = injected.get(dir);
  if (sourceDir === undefined) return undefined;
  const source = importers.find((importer) => importer.dir === sourceDir);
  return source === undefined || isPackError(source.manifest) ? undefined : { ...source, manifest: source.manifest };
}

async function digestPublished(
  { dir, manifest }: Published,
  { workspace, fs }: { readonly workspace: Workspace; readonly fs: SourceFileSystem },
): Promise<string> {
  const { root, importers } = workspace;
  const { files } = await listPackageFiles({
    dir,
    label: dir,
    path: relative(root, dir),
    root,
    importer: true,
    manifest: publishedManifest(manifest),
    bundled: [],
    leaveOut: new Set(importers.map((other) => other.dir)),
    fs,
  });
  return digestPackageFiles(files, { fs });
}

/** pnpm copies what npm would publish; without `files` that is everything but for what is always left out. */
function publishedManifest(manifest: Manifest): Manifest {
  return { ...manifest, files: manifest.files ?? ["**"] };
}

import { dirname, join } from "node:path";
import { packageLabel } from "@lambda-pack/model";
import type { HasFile, InstalledPackage, PackageFiles, Problem, Workspace } from "@lambda-pack/model";
import { openGlob, scriptCommand } from "@lambda-pack/workspace";
import type { SourceFileSystem } from "@lambda-pack/workspace";

export interface OwnPackageRequest {
  readonly installed: InstalledPackage;
  readonly files: PackageFiles;
  readonly exclude: readonly string[];
  readonly workspace: Workspace;
  readonly source: SourceFileSystem;
}

/** A package of the workspace, for comparing what is said of its files with those that are packed and those that are there. */
export interface OwnPackage extends Pick<InstalledPackage, "manifest"> {
  /** What begins each problem. */
  readonly about: { readonly package: string; readonly path: string };
  readonly paths: readonly string[];
  /** Those of the paths that are executable. */
  readonly programs: readonly string[];
  /** Whether a file is packed; of a path with a star, whether one fits. */
  readonly isPacked: HasFile;
  /** Why one of the paths is not packed, the first that is there if one is. */
  readonly missing: (paths: readonly string[]) => MissingReason;
  readonly build: { readonly build?: string };
}

type MissingReason = Pick<
  Extract<Problem, { readonly kind: "main-missing" }>,
  "reason" | "file" | "leftOutBy" | "build"
>;

export function openOwnPackage(request: OwnPackageRequest): OwnPackage {
  const { installed, files, workspace, source } = request;
  const { manifest, id, dir } = installed;
  const paths = files.files.map((file) => file.path);
  const packed = new Set(paths);
  const script = manifest.buildScript;
  const importer = workspace.importers.find((one) => one.dir === dir) ?? { name: manifest.name, path: id };
  const build = script === undefined ? {} : { build: scriptCommand(workspace, importer, script) };
  return {
    manifest,
    about: { package: packageLabel(installed), path: id || "." },
    paths,
    programs: files.files.filter(({ mode }) => mode === 0o755).map((file) => file.path),
    isPacked: (path) => packed.has(path) || (path.includes("*") && paths.some(fitsStar(path))),
    missing: (wanted) => {
      const present = wanted.find((path) => isThere(join(dir, path), source));
      if (present === undefined) return { reason: "absent", ...build };
      return { reason: "left-out", file: present, leftOutBy: whatLeavesOut(present, request) };
    },
    build,
  };
}

function fitsStar(pattern: string): (path: string) => boolean {
  const before = pattern.slice(0, pattern.indexOf("*"));
  const after = pattern.slice(pattern.lastIndexOf("*") + 1);
  return (path) => path.length > before.length + after.length && path.startsWith(before) && path.endsWith(after);
}

/** Of a path with a star, whether the folder is there that files would be in. */
function isThere(path: string, source: SourceFileSystem): boolean {
  const star = path.indexOf("*");
  const found = source.statSync(star === -1 ? path : dirname(path.slice(0, star + 1)), { throwIfNoEntry: false });
  return star === -1 ? found?.isFile() === true : found?.isDirectory() === true;
}

function whatLeavesOut(
  path: string,
  { installed, exclude, source }: OwnPackageRequest,
): NonNullable<MissingReason["leftOutBy"]> {
  if (exclude.some((pattern) => openGlob(plainPattern(pattern), { dot: true })(path))) return "exclude";
  if (installed.manifest.files !== undefined) return "files";
  const ignore = source.statSync(join(installed.dir, ".npmignore"), { throwIfNoEntry: false });
  return ignore?.isFile() === true ? ".npmignore" : "defaults";
}

/** As the rules take it: `./docs/` is all that is in it. */
function plainPattern(pattern: string): string {
  const plain = pattern.replace(/^(?:\.?\/)+/u, "");
  return plain.endsWith("/") ? `${plain}**` : plain;
}

/** Names that belong to an editor or an operating system. */
const noiseNames = /^(?:\.DS_Store|\._.*|Thumbs\.db|[Dd]esktop\.ini|\.vscode|\.idea|\..*\.sw[a-p]|.*~)$/u;

/** What a package has at its top where it is installed on its own, or is the root: lockfiles, settings, caches of packages. */
const installNames =
  /^(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?|\.pnp\.(?:cjs|js|data\.json|loader\.mjs)|\.pnpm-store|\.yarn)(?:\/|$)/u;

/** Files that package managers write beside or into what they install; they differ between installs of the same. */
const installStateNames: ReadonlySet<string> = new Set([
  ".bun-tag",
  ".modules.yaml",
  ".package-lock.json",
  ".pnpm-workspace-state.json",
  ".pnpm-workspace-state-v1.json",
  ".yarn-integrity",
  ".yarn-metadata.json",
  ".yarn-state.yml",
  ".yarn-tarball.tgz",
  // Yarn berry marks a package that it has unplugged.
  ".ready",
]);

/** Whether a file is left by an editor or an operating system, or by a package manager at the package's top. */
export function isNoise(path: string): boolean {
  return installNames.test(path) || path.split("/").some((segment) => noiseNames.test(segment));
}

/** Whether a file records how a package was installed, at the package's top or in a `node_modules`. */
export function isInstallState(path: string): boolean {
  const start = path.lastIndexOf("/") + 1;
  if (!installStateNames.has(path.slice(start))) return false;
  return start === 0 || /(?:^|\/)node_modules\/$/u.test(path.slice(0, start));
}

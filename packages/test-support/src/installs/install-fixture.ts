import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { cacheDirectory } from "../repository.ts";
import { fillResolved } from "./fill-resolved.ts";
import { plainEnvironment, toolBin } from "./tools.ts";

export type FixtureInstaller = "yarn" | "npm" | "lerna" | "lerna-hoisted" | "pnpm" | "plugnplay";

export interface InstallFixtureOptions {
  /** The fixture's directory. */
  readonly fixture: string;
  /** An empty or absent directory that gets the installed copy. Without it, the fixture itself is installed. */
  readonly into?: string;
  /**
   * Yarn 1.22.22, the machine's npm, or Lerna 4's bootstrap as it was before workspaces: each package has its own
   * node_modules with links to its siblings, or with `--hoist` only what the root's cannot hold; pnpm 10; Yarn 4 with
   * Plug'n'Play, its cache inside of the copy. Yarn 1 if not given. All others need `into`: their layout is another.
   */
  readonly installer?: FixtureInstaller;
  /** Changes the copy before it is installed: another layout, other dependencies. Not for the fixture itself. */
  readonly change?: (directory: string) => Promise<void>;
}

const fixturesCache = path.join(cacheDirectory, "fixtures");

/** What is in a fixture's directory but not of it. */
const generated = new Set(["node_modules", ".lambda-pack"]);

/**
 * Installs a fixture with its locked versions and without running scripts. What was installed once is kept in
 * `.cache/fixtures`, named by its content, so a second install of the same only copies. The fixture's own files are
 * never written, not even when the run is interrupted: everything happens in a copy, and only `node_modules` directories
 * come back from it.
 */
export async function installFixture(options: InstallFixtureOptions): Promise<void> {
  const { fixture, into, installer = "yarn" } = options;
  await withCopy(options, async (copy, digest) => {
    if (into === undefined && (await readStamp(fixture, installer)) === digest) return;

    const installed = await keepInstalled({ fixture, copy, installer, digest });
    if (into === undefined) await placeNodeModules(installed, fixture);
    else await copyInstalled(installed, into);
  });
}

/** The directory in `.cache/fixtures` itself, for a fixture that is too large to be copied. It must not be written to. */
export async function installedFixture(options: Omit<InstallFixtureOptions, "into">): Promise<string> {
  const { fixture, installer = "yarn" } = options;
  return withCopy(options, (copy, digest) => keepInstalled({ fixture, copy, installer, digest }));
}

/** A changed copy of a fixture's sources, and what names its content. */
async function withCopy<T>(
  { fixture, installer = "yarn", change }: InstallFixtureOptions,
  use: (copy: string, digest: string) => Promise<T>,
): Promise<T> {
  await mkdir(fixturesCache, { recursive: true });
  const copy = await mkdtemp(path.join(fixturesCache, "tmp-"));
  try {
    await copySources(fixture, copy);
    await change?.(copy);
    return await use(copy, await digestSources(copy, installer));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** By the system's own cp: for ten thousand files it needs a third of the time that Node's takes. */
async function copyInstalled(installed: string, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  await execa("cp", ["-RPp", `${installed}${path.sep}.`, into]);
}

async function copySources(fixture: string, copy: string): Promise<void> {
  await cp(fixture, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source === fixture || !generated.has(path.basename(source)),
  });
}

async function digestSources(directory: string, installer: FixtureInstaller): Promise<string> {
  const hash = createHash("sha256").update(installer);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) hash.update(path.relative(directory, file)).update(await readFile(file));
  return hash.digest("hex");
}

/** Names what a directory was installed from; written last, so that only a finished install has it. */
function stampFile(installer: FixtureInstaller): string {
  return path.join(installer === "plugnplay" ? ".yarn" : "node_modules", ".fixture");
}

async function readStamp(directory: string, installer: FixtureInstaller): Promise<string | undefined> {
  return readFile(path.join(directory, stampFile(installer)), "utf8").catch(() => undefined);
}

interface CopyToInstall {
  readonly fixture: string;
  readonly copy: string;
  readonly installer: FixtureInstaller;
  readonly digest: string;
}

/** Where the copy is installed, now or in an earlier run; when another run was first, that one's result stays. */
async function keepInstalled({ fixture, copy, installer, digest }: CopyToInstall): Promise<string> {
  const installed = path.join(fixturesCache, `${path.basename(fixture)}-${installer}-${digest.slice(0, 16)}`);
  if ((await readStamp(installed, installer)) === digest) return installed;
  await fillLockfile(path.join(copy, "yarn.lock"));
  await installers[installer](copy);
  await writeFile(path.join(copy, stampFile(installer)), digest);
  await rename(copy, installed).catch(async (error: unknown) => {
    if ((await readStamp(installed, installer)) !== digest) throw error;
  });
  return installed;
}

async function fillLockfile(file: string): Promise<void> {
  const registry = await configuredRegistry(path.dirname(file));
  await writeFile(file, fillResolved(await readFile(file, "utf8"), registry));
}

async function configuredRegistry(directory: string): Promise<string> {
  const { stdout } = await execa("npm", ["config", "get", "registry"], { cwd: directory });
  return stdout.trim();
}

const installers: Record<FixtureInstaller, (directory: string) => Promise<void>> = {
  async yarn(directory) {
    const flags = ["--frozen-lockfile", "--ignore-scripts", "--non-interactive"];
    await runIn(directory, await toolBin("yarn-1.22.22"), ["install", ...flags]);
  },
  /** npm takes the versions from yarn.lock when there is no lockfile of its own. */
  async npm(directory) {
    await runIn(directory, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  },
  async lerna(directory) {
    await bootstrap(directory);
  },
  async "lerna-hoisted"(directory) {
    await bootstrap(directory, "--hoist");
  },
  /** `pnpm import` takes the versions from yarn.lock. Siblings have plain ranges, which pnpm links only by a setting. */
  async pnpm(directory) {
    const settings = "packages: [packages/*]\nlinkWorkspacePackages: true\n";
    await writeFile(path.join(directory, "pnpm-workspace.yaml"), settings);
    const pnpm = await toolBin("pnpm-10.34.8");
    await runIn(directory, pnpm, ["import"]);
    await runIn(directory, pnpm, ["install", "--frozen-lockfile", "--ignore-scripts"]);
  },
  /** Yarn 4 takes the versions from the lockfile of Yarn 1. */
  async plugnplay(directory) {
    const registry = await configuredRegistry(directory);
    const settings = {
      nodeLinker: "pnp",
      enableGlobalCache: false,
      enableImmutableInstalls: false,
      enableScripts: false,
      enableTelemetry: false,
      npmRegistryServer: registry,
      unsafeHttpWhitelist: [new URL(registry).hostname],
    };
    // YAML has all of JSON in it.
    await writeFile(path.join(directory, ".yarnrc.yml"), JSON.stringify(settings));
    await runIn(directory, await toolBin("@yarnpkg/cli-dist-4.18.1", "yarn"), ["install"]);
  },
};

async function bootstrap(directory: string, ...flags: readonly string[]): Promise<void> {
  await leaveWorkspaces(directory);
  await runIn(directory, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  await runIn(directory, await toolBin("lerna-4.0.0"), ["bootstrap", "--ignore-scripts", "--no-ci", ...flags]);
}

/** Lerna alone links the packages; each gets the lockfile, because each is installed alone. */
async function leaveWorkspaces(directory: string): Promise<void> {
  const manifest = path.join(directory, "package.json");
  const fields: object = JSON.parse(await readFile(manifest, "utf8"));
  await writeFile(manifest, JSON.stringify({ ...fields, workspaces: undefined }, undefined, 2));
  await writeFile(path.join(directory, "lerna.json"), '{ "version": "independent", "packages": ["packages/*"] }\n');
  for (const name of await readdir(path.join(directory, "packages"))) {
    await cp(path.join(directory, "yarn.lock"), path.join(directory, "packages", name, "yarn.lock"));
  }
}

async function runIn(directory: string, command: string, args: readonly string[]): Promise<void> {
  await execa(command, args, { cwd: directory, extendEnv: false, env: plainEnvironment() });
}

/** Puts each node_modules of the installed copy at the same place of the fixture; the one with the stamp goes last. */
async function placeNodeModules(installed: string, fixture: string): Promise<void> {
  const packages = await readdir(path.join(installed, "packages"));
  for (const directory of [...packages.map((name) => path.join("packages", name)), ""]) {
    const source = path.join(installed, directory, "node_modules");
    const target = path.join(fixture, directory, "node_modules");
    await rm(target, { recursive: true, force: true });
    if (existsSync(source)) await placeDirectory(source, target);
  }
}

async function placeDirectory(source: string, target: string): Promise<void> {
  const fresh = `${target}.${randomUUID()}`;
  try {
    await cp(source, fresh, { recursive: true, verbatimSymlinks: true });
    await rename(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

import type { Candidate } from "./candidate.ts";
import { findForeignFiles } from "./find-foreign-files.ts";
import type { ListOptions } from "./list-options.ts";
import { npmIgnoreFiles } from "./npm-ignore-files.ts";
import { npmPackFiles } from "./npm-pack-files.ts";
import { findSecret, isInstallState, isNoise } from "./secrets-and-noise.ts";

/** What the rules for this kind of package say, before `include` and `exclude`. */
export interface Selected {
  readonly candidates: ReadonlySet<Candidate>;
  /** What is left out for looking like a secret, and for no other reason. */
  readonly secrets: ReadonlySet<Candidate>;
  /** What is left out for being made for other platforms, and for no other reason. */
  readonly foreign: ReadonlySet<Candidate>;
}

/**
 * A third-party package travels whole, but for what is made for other platforms where the options say so, and for the
 * secrets of a checkout that is linked in; an importer as npm would publish it where it says so with `files`, else whole
 * but for secrets, noise and what `.npmignore` names. `.gitignore` plays no part: build output is usually in it.
 */
export async function selectCandidates(candidates: readonly Candidate[], options: ListOptions): Promise<Selected> {
  if (!options.importer) return selectThirdParty(candidates, options);
  if (options.manifest.files !== undefined) return selectedBy(candidates, await npmPackFiles(options));
  const isLeftIn = await npmIgnored(candidates, options);
  return withoutSecrets(candidates.filter((each) => !isNoise(each.path) && isLeftIn(each)));
}

function selectThirdParty(candidates: readonly Candidate[], options: ListOptions): Selected {
  const whole = candidates.filter((each) => !isInstallState(each.path) || isManifest(each));
  const foreign = foreignOf(whole, options);
  const wanted = whole.filter((each) => !foreign.has(each));
  return { ...(isInstalled(options) ? all(wanted) : withoutSecrets(wanted)), foreign };
}

function foreignOf(candidates: readonly Candidate[], { onlyPlatform }: ListOptions): ReadonlySet<Candidate> {
  if (onlyPlatform === undefined) return new Set();
  const files = candidates.filter(({ found }) => found.kind === "file");
  const foreign = findForeignFiles(
    files.map(({ path }) => path),
    onlyPlatform,
  );
  return new Set(files.filter(({ path }) => foreign.has(path)));
}

function all(wanted: readonly Candidate[]): Selected {
  return { candidates: new Set(wanted), secrets: new Set(), foreign: new Set() };
}

function withoutSecrets(wanted: readonly Candidate[]): Selected {
  const secrets = new Set(wanted.filter(({ path }) => findSecret(path) !== undefined));
  return { ...all(wanted.filter((each) => !secrets.has(each))), secrets };
}

/** Whether a package manager put the package where it lies, with what its author published and nothing else. */
function isInstalled({ dir }: ListOptions): boolean {
  return dir.includes("/node_modules/");
}

function selectedBy(candidates: readonly Candidate[], isSelected: (candidate: Candidate) => boolean): Selected {
  return all(candidates.filter((each) => isSelected(each) || isManifest(each)));
}

async function npmIgnored(
  candidates: readonly Candidate[],
  options: ListOptions,
): Promise<(candidate: Candidate) => boolean> {
  if (!candidates.some(({ path, link }) => link === undefined && /(?:^|\/)\.npmignore$/.test(path))) return () => true;
  const left = await npmIgnoreFiles(options);
  return (candidate) =>
    isManifest(candidate) || left.has(candidate.link ?? candidate.lossyPath) || isUnreadable(candidate);
}

/** The walk for `.npmignore` lists files only; a folder that could not be entered is none, and must not be lost. */
function isUnreadable({ found }: Candidate): boolean {
  return found.kind === "fault";
}

function isManifest({ path }: Candidate): boolean {
  return path === "package.json";
}

import type { Candidate } from "./candidate.ts";
import type { ListOptions } from "./list-options.ts";
import { npmIgnoreFiles } from "./npm-ignore-files.ts";
import { npmPackFiles } from "./npm-pack-files.ts";
import { findSecret, isInstallState, isNoise } from "./secrets-and-noise.ts";

/** What the rules for this kind of package say, before `include` and `exclude`. */
export interface Selected {
  readonly candidates: ReadonlySet<Candidate>;
  /** What is left out for looking like a secret, and for no other reason. */
  readonly secrets: ReadonlySet<Candidate>;
}

/**
 * A third-party package travels whole; an importer as npm would publish it where it says so with `files`, else whole
 * but for secrets, noise and what `.npmignore` names. `.gitignore` plays no part: build output is usually in it.
 */
export async function selectCandidates(candidates: readonly Candidate[], options: ListOptions): Promise<Selected> {
  if (!options.importer) return selectedBy(candidates, ({ path }) => !isInstallState(path));
  if (options.manifest.files !== undefined) return selectedBy(candidates, await npmPackFiles(options));
  const isLeftIn = await npmIgnored(candidates, options);
  const wanted = candidates.filter((each) => !isNoise(each.path) && isLeftIn(each));
  return {
    candidates: new Set(wanted.filter(({ path }) => findSecret(path) === undefined)),
    secrets: new Set(wanted.filter(({ path }) => findSecret(path) !== undefined)),
  };
}

function selectedBy(candidates: readonly Candidate[], isSelected: (candidate: Candidate) => boolean): Selected {
  return { candidates: new Set(candidates.filter((each) => isSelected(each) || isManifest(each))), secrets: new Set() };
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

import type { Candidate } from "../walk/candidate.ts";
import { findForeignFiles } from "../left-out/find-foreign-files.ts";
import type { ListOptions } from "./list-options.ts";
import { partLeftovers } from "./part-leftovers.ts";
import { plainPackFiles } from "./plain-pack-files.ts";
import { findSecret } from "../left-out/find-secret.ts";
import { isInstallState, isNoise } from "../left-out/noise.ts";

/** What the rules for this kind of package say, before `include` and `exclude`. All ordered by path. */
export interface Selected {
  readonly candidates: readonly Candidate[];
  /** What is left out for looking like a secret, and for no other reason. */
  readonly secrets: readonly Candidate[];
  /** What is left out for being made for other platforms, and for no other reason. */
  readonly foreign: readonly Candidate[];
  /** What a `.npmignore` below the package's top leaves out, and nothing else does. */
  readonly ignored: readonly Candidate[];
  /** What build and deploy tools have left in the package, and what is left out for no other reason. */
  readonly leftovers: readonly Candidate[];
}

/**
 * A third-party package travels whole, but for what is made for other platforms where the options say so, and for the
 * secrets of a checkout that is linked in; an importer as npm would publish it where it says so with `files`, else whole
 * but for secrets, noise and what `.npmignore` names. `.gitignore` plays no part at any depth: build output is usually in it.
 */
export async function selectCandidates(candidates: readonly Candidate[], options: ListOptions): Promise<Selected> {
  if (!options.importer) return selectThirdParty(candidates, options);
  const selected = await selectImporter(candidates, options);
  const { content, leftovers } = partLeftovers(selected.candidates, options);
  const secrets = partLeftovers(selected.secrets, options);
  return {
    ...selected,
    candidates: content,
    secrets: secrets.content,
    leftovers: [...leftovers, ...secrets.leftovers],
  };
}

async function selectImporter(candidates: readonly Candidate[], options: ListOptions): Promise<Selected> {
  if (options.manifest.files !== undefined) {
    const isPacked = plainPackFiles(candidates, options.manifest);
    if (isPacked !== undefined) return all(candidates.filter((each) => isPacked(each) || isManifest(each)));
    const byNpm = await askNpm(candidates, options);
    return { ...all(candidates.filter(byNpm.isLeftIn)), ignored: candidates.filter(byNpm.isIgnored) };
  }
  const { isLeftIn, isIgnored } = await npmIgnored(candidates, options);
  const content = candidates.filter(({ path }) => !isNoise(path));
  const ignored = content.filter((each) => isIgnored(each) && !isSecret(each));
  return { ...withoutSecrets(content.filter(isLeftIn)), ignored };
}

function selectThirdParty(candidates: readonly Candidate[], options: ListOptions): Selected {
  const whole = candidates.filter((each) => !isInstallState(each.path) || isManifest(each));
  const { wanted, foreign } = partForeign(whole, options);
  return { ...(isInstalled(options) ? all(wanted) : withoutSecrets(wanted)), foreign };
}

function partForeign(
  candidates: readonly Candidate[],
  { onlyPlatform }: ListOptions,
): { readonly wanted: readonly Candidate[]; readonly foreign: readonly Candidate[] } {
  if (onlyPlatform === undefined) return { wanted: candidates, foreign: [] };
  const paths = candidates.filter(({ kind }) => kind === "file").map(({ path }) => path);
  const foreign = findForeignFiles(paths, onlyPlatform);
  if (foreign.size === 0) return { wanted: candidates, foreign: [] };
  const isForeign = ({ kind, path }: Candidate) => kind === "file" && foreign.has(path);
  return { wanted: candidates.filter((each) => !isForeign(each)), foreign: candidates.filter(isForeign) };
}

function all(candidates: readonly Candidate[]): Selected {
  return { candidates, secrets: [], foreign: [], ignored: [], leftovers: [] };
}

function withoutSecrets(wanted: readonly Candidate[]): Selected {
  return { ...all(wanted.filter((each) => !isSecret(each))), secrets: wanted.filter(isSecret) };
}

function isSecret({ path }: Candidate): boolean {
  return findSecret(path) !== undefined;
}

/** Whether a package manager put the package where it lies, with what its author published and nothing else. */
function isInstalled({ dir }: ListOptions): boolean {
  return dir.includes("/node_modules/");
}

interface ByRules {
  readonly isLeftIn: (candidate: Candidate) => boolean;
  /** Whether only a `.npmignore` below the package's top leaves it out. */
  readonly isIgnored: (candidate: Candidate) => boolean;
}

/** npm's own walkers are loaded for the packages that need them. */
async function askNpm(candidates: readonly Candidate[], options: ListOptions): Promise<ByRules> {
  const { npmPackFiles } = await import("./npm-pack-files.ts");
  const isPacked = await npmPackFiles(options);
  const isNamed = hasNestedRules(candidates) ? await npmPackFiles(options, "none") : isPacked;
  return {
    isLeftIn: (each) => isPacked(each) || isManifest(each),
    isIgnored: (each) => isNamed(each) && !isPacked(each) && !isManifest(each) && !isRules(each),
  };
}

async function npmIgnored(candidates: readonly Candidate[], options: ListOptions): Promise<ByRules> {
  if (!candidates.some(isRules)) return { isLeftIn: () => true, isIgnored: () => false };
  const { npmIgnoreFiles } = await import("./npm-ignore-files.ts");
  const left = await npmIgnoreFiles(options);
  const leftAtTop = hasNestedRules(candidates) ? await npmIgnoreFiles(options, "top") : left;
  return { isLeftIn: (each) => isIn(left, each), isIgnored: (each) => isIn(leftAtTop, each) && !isIn(left, each) };
}

function isIn(paths: ReadonlySet<string>, candidate: Candidate): boolean {
  const { path, lossyPath = path, link = lossyPath } = candidate;
  return isManifest(candidate) || paths.has(link) || isUnreadable(candidate);
}

function isRules({ path, link }: Candidate): boolean {
  return link === undefined && /(?:^|\/)\.npmignore$/u.test(path);
}

function hasNestedRules(candidates: readonly Candidate[]): boolean {
  return candidates.some((each) => isRules(each) && each.path.includes("/"));
}

/** The walk for `.npmignore` lists files only; a folder that could not be entered is none, and must not be lost. */
function isUnreadable({ kind }: Candidate): boolean {
  return kind === "fault";
}

function isManifest({ path }: Candidate): boolean {
  return path === "package.json";
}

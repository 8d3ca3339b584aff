import { isDeepStrictEqual } from "node:util";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import { unzip } from "@lambda-pack/test-support/zips/unzip";
import type { Report } from "../../packages/lambda-pack/src/index.ts";
import { runBin } from "../../test/harness/run-command.ts";
import type { Outcome } from "../compatibility/outcome.ts";
import { runModule } from "../compatibility/run-module.ts";
import { nodeRelease } from "../compatibility/node-release.ts";
import { compareAnswers } from "./compare-answers.ts";
import type { Answer } from "./compare-answers.ts";
import { readChanges } from "./install-repository.ts";
import type { InstalledRepository } from "./install-repository.ts";
import type { Target } from "./repository.ts";

/** All that was seen of one package. */
export interface Trial {
  readonly target: Target;
  readonly id: string;
  readonly sizes: Report["sizes"];
  /** Kinds of what the pack and `check` told beyond notes, once each. */
  readonly problems: readonly string[];
  readonly findings: readonly string[];
  /** The answer in place. */
  readonly answer: Answer;
  readonly edges: number;
  readonly leftOut: readonly string[];
  /** What is not as in place, in sentences. */
  readonly faults: readonly string[];
}

interface Told {
  readonly kind: string;
  readonly severity: string;
  readonly message: string;
}

/** One package in one monorepo, with what its runs share. */
interface Setting {
  readonly root: string;
  readonly target: Target;
  readonly node: string;
  readonly zip: string;
}

const handlerFile = "lambda-pack-wild.mjs";
const callFile = "lambda-pack-wild-call.mjs";
const platform = ["--runtime", "nodejs22.x", "--arch", "x64"];
const named = ["--handler", "lambda-pack-wild.handler"];

/** Packs a package of an installed monorepo twice, looks at the zip, and asks the handler where it lies and in two bundles. */
export async function tryTarget({ root }: InstalledRepository, target: Target): Promise<Trial> {
  const before = await readChanges(root);
  return inTemporaryDirectory(async (directory) => {
    const node = await toolBin(nodeRelease, "node");
    const setting = { root, target, node, zip: path.join(directory, "bundle.zip") };
    await placeHandler(setting);
    const report = await packTarget(setting, setting.zip);
    const again = await packTarget(setting, path.join(directory, "again.zip"));
    const inPlace = answerOf(await runHandler(setting, path.join(root, target.directory)));
    const task = path.join(directory, "task");
    await unzip(setting.zip, task);
    const underInvoke = compareAnswers(inPlace, await invokeZip(setting));
    const unzipped = compareAnswers(inPlace, await runHandler(setting, task));
    const { edges, leftOut } = underInvoke;
    return {
      target,
      id: `${report.target.name}@${report.target.version}`,
      sizes: report.sizes,
      problems: kindsOf(report.problems),
      findings: await checkZip(setting),
      answer: inPlace,
      edges,
      leftOut,
      faults: [
        ...underInvoke.faults.map((fault) => `under invoke, ${fault}`),
        ...unzipped.faults.map((fault) => `unzipped, ${fault}`),
        ...(report.archive?.sha256 === again.archive?.sha256 ? [] : ["two packs give two zips"]),
        ...(await listFaults(setting, report)),
        ...(await changeFaults(setting, before)),
      ],
    };
  });
}

async function placeHandler({ root, target }: Setting): Promise<void> {
  const directory = path.join(root, target.directory);
  for (const file of [handlerFile, callFile]) {
    await copyFile(path.join(import.meta.dirname, file), path.join(directory, file));
  }
  if (target.use !== undefined) await writeFile(path.join(directory, callFile), target.use.module);
}

async function packTarget({ root, target }: Setting, zip: string): Promise<Report> {
  const content = ["--include", "lambda-pack-wild*.mjs", ...namesOf(target)];
  const output = ["--no-stage", "--json", "--max-size", "1000MiB", "--max-zip-size", "500MiB", "--out", zip];
  const words = [target.directory, ...platform, ...named, ...content, ...output];
  const { exitCode, stdout, stderr } = await runBin(words, { cwd: root });
  if (exitCode !== 0) throw new Error(`${target.directory} was not packed: ${stdout}${stderr}`);
  const { packs }: { readonly packs: readonly [Report] } = JSON.parse(stdout);
  return packs[0];
}

function namesOf({ unbuilt = [], added = [] }: Target): readonly string[] {
  return [
    ...unbuilt.flatMap((name) => ["--exclude-package", name]),
    ...added.flatMap((name) => ["--include-package", name]),
  ];
}

async function runHandler({ node, target }: Setting, directory: string): Promise<Outcome> {
  return runModule(path.join(directory, handlerFile), { node, env: environmentOf(target) });
}

async function invokeZip({ zip, node, target }: Setting): Promise<Outcome> {
  const out = `${zip}.answer.json`;
  const variables = Object.entries(environmentOf(target)).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
  const limits = ["--memory", "1024", "--timeout", "60", ...variables];
  const words = ["invoke", zip, ...named, "--runtime", "nodejs22.x", ...limits, "--node", node, "--out", out];
  const { exitCode, stderr } = await runBin(words, { cwd: path.dirname(zip) });
  if (exitCode !== 0) return { failure: stderr.trimEnd() };
  return { answer: JSON.parse(await readFile(out, "utf8")) };
}

/** What the handler asks for. */
function environmentOf({ unbuilt = [], added = [] }: Target): Readonly<Record<string, string>> {
  return { WILD_LEFT_OUT: unbuilt.join(","), WILD_ADDED: added.join(",") };
}

/** Where a package cannot answer in its own monorepo, there is nothing to compare with. */
function answerOf(outcome: Outcome): Answer {
  if ("failure" in outcome) throw new Error(`in place, the handler fails: ${outcome.failure}`);
  return outcome.answer as Answer;
}

async function checkZip({ zip }: Setting): Promise<readonly string[]> {
  const { stdout, stderr } = await runBin(["check", zip, ...platform, ...named, "--json"], { cwd: path.dirname(zip) });
  if (stdout === "") throw new Error(`${zip} was not checked: ${stderr}`);
  const { findings }: { readonly findings: readonly Told[] } = JSON.parse(stdout);
  return kindsOf(findings);
}

function kindsOf(told: readonly Told[]): readonly string[] {
  const kinds = told.filter(({ severity }) => severity !== "note").map(({ kind }) => kind);
  return [...new Set(kinds)].toSorted();
}

/** Read from the zip, `list` finds the packages that the pack has reported. */
async function listFaults({ zip }: Setting, report: Report): Promise<readonly string[]> {
  const { stdout } = await runBin(["list", zip, "--json"], { cwd: path.dirname(zip) });
  const { packages }: { readonly packages: readonly { readonly id: string }[] } = JSON.parse(stdout);
  const listed = packages.map(({ id }) => id).toSorted();
  const reported = report.packages.map(({ id }) => id).toSorted();
  return isDeepStrictEqual(listed, reported) ? [] : ["list finds other packages in the zip than the pack reports"];
}

/** Packing leaves nothing in the monorepo but what lies in `.lambda-pack`. */
async function changeFaults({ root, target }: Setting, before: readonly string[]): Promise<readonly string[]> {
  const known = new Set(before);
  const own = new Set([handlerFile, callFile].map((file) => `?? ${target.directory}/${file}`));
  const changes = await readChanges(root);
  return changes
    .filter((line) => !known.has(line) && !own.has(line) && !line.startsWith("?? .lambda-pack/"))
    .map((line) => `git sees a change: ${line}`);
}

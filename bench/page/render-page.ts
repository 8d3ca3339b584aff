import type { Machine } from "../machine.ts";
import { renderCalls, renderLimits, renderStartup } from "./render-parts.ts";
import { renderMethods, renderPeers } from "./render-peers.ts";
import { renderRows, renderSmallRows, renderStagingBound } from "./render-rows.ts";
import type { Lookup } from "./render-rows.ts";
import type { Results, TakenResult } from "../results.ts";

/** The page on speed, whole. */
export function renderPage({ machine, parts }: Results): string {
  const lookup: Lookup = (name) => parts[name]?.result;
  const sections = [
    renderIntroduction(machine, Object.values(parts)),
    renderCommand(lookup),
    renderSmallFunction(lookup),
    renderParts(lookup),
    renderOtherTools(lookup),
    againSection,
  ];
  return `${sections.join("\n\n")}\n`;
}

function renderIntroduction(machine: Machine, taken: readonly TakenResult[]): string {
  return `# Benchmarks

\`npm run bench\` writes this page. All figures are ratios of wall times: the time of a command divided by that of the yardstick, which is
\`zip -r -q -X\` at its level 6 over the staged closure: files that somebody else has found, and copied into one directory, before the clock
started. Below 1 is faster than zip itself. The two run in turns (A B A B …), ${renderPairs(taken)} pairs after one that does not count, so that whatever slows
the machine slows both; shown are the median and, in brackets, the lowest and the highest ratio.

${renderMachine(machine, taken)}

The monorepo is [bench/make-big-monorepo.sh](../bench/make-big-monorepo.sh): 32 packages, 65,144 files in the root's \`node_modules\`, installed by
Yarn 1.22.22 with a lockfile. Packed is \`@acme/api\` with eight workspace packages behind it.`;
}

function renderCommand(lookup: Lookup): string {
  return `## The whole command

${renderRows(lookup)}

${renderStagingBound(lookup("rows/cold-stage"))}

What the cases mean:

- **Cold**: no earlier bundle and no index anywhere in the monorepo. The disk's caches are warm, for the yardstick too.
- **Again**: the same command has been run before, and its outputs lie where it left them.
- **One source file changed**: before each run, a source file of a workspace package that the target needs gets a content that it never had.
- **Fresh checkout and install**: before each run the whole monorepo, with all of \`node_modules\`, is copied again to replace the old
  one, so that no inode, no change time and no modification time is what it was. Only \`.lambda-pack\` is kept.
- **\`--trim=reachable\`**: ${renderTrimMethod(lookup)}
- **30 functions**: ${renderFunctionsMethod(lookup)}
- **10 × the files**: ${renderTenTimesMethod(lookup)}

Before each run that writes much, earlier writes are flushed to the disk (\`sync\`), so that no run pays for another.
Peak memory is the high-water mark of the process (\`VmHWM\`), the median.`;
}

function renderSmallFunction(lookup: Lookup): string {
  return `## A small function

The same for [bench/make-seed-monorepo.sh](../bench/make-seed-monorepo.sh): 2,785 files, 5.9 MB, which \`zip\` itself packs in a
moment. Here it counts what starting costs.

${renderSmallRows(lookup)}`;
}

function renderParts(lookup: Lookup): string {
  return `## Starting

${renderStartup(lookup("startup"))}

## Limits

What parts of the work cost by themselves, on the same files: nothing that does them is faster.

${renderLimits(lookup("limits"))}

## System calls

All calls of \`lambda-pack @acme/api --dry-run\`, which finds, lists and plans everything and writes nothing: \`strace -f -c\`. Starting Node is in them.

${renderCalls(lookup("calls"))}`;
}

function renderOtherTools(lookup: Lookup): string {
  return `## Other tools

A zip runs if its handler, unpacked into an empty directory outside of any monorepo, answers as it does in the monorepo: it loads every direct
dependency, uses those that load others by computed names, and checks 13 versions along the chain of workspace packages. The memory of tools that are
several processes is that of the one that needs most, without what that starts.

The whole job, from an installed monorepo to the zip:

${renderPeers(lookup, "whole")}

Writers alone, which are given the files that lambda-pack has to find first:

${renderPeers(lookup, "writer")}

How each was set up, and what was timed:

${renderMethods()}`;
}

const againSection = `## Do it again

\`\`\`sh
npm run bench                        # everything; writes this page; most of an hour
npm run bench -- cold again          # some parts, by their names; writes nothing but .cache/bench/results.json
npm run bench -- peers --pairs 1     # all parts of a group, with other than 5 pairs
npm run bench -- page                # writes this page again, from what has been measured
npm run bench:quick                  # cold, again and one change for a made-up monorepo; under two minutes, no network
\`\`\`

Needed: Linux, \`zip\`, \`unzip\`, \`strace\`, npm's registry for the first run. Everything is kept in \`.cache/bench\`, some 11 GB.`;

function renderPairs(taken: readonly TakenResult[]): string {
  const counts = taken.flatMap(({ result }) => ("rounds" in result ? [result.rounds.length] : []));
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  return fewest === most ? `${most}` : `${fewest} to ${most}`;
}

function renderMachine(machine: Machine, taken: readonly TakenResult[]): string {
  const { cores, processor, memoryGibibytes, system, fileSystem, node, zlib, zip, sevenZip } = machine;
  const dates = distinct(taken.map(({ date }) => date));
  const revisions = distinct(taken.map(({ revision }) => revision));
  return (
    `Taken on ${dates}: ${cores} cores (${processor}), ${memoryGibibytes} GiB, ${system}, ${fileSystem}; lambda-pack at ${revisions}, ` +
    `Node ${node} with zlib ${zlib}, ${zip}, ${sevenZip}.`
  );
}

function distinct(values: readonly string[]): string {
  return [...new Set(values)].join(" and ");
}

function renderTrimMethod(lookup: Lookup): string {
  const result = lookup("rows/trim");
  const { bytesPercent = 0, zipPercent = 0, filesPercent = 0 } = result?.kind === "rounds" ? result.facts : {};
  return (
    `the yardstick zips the whole closure; the command leaves ${bytesPercent} % of its bytes, ${filesPercent} % of its files and ` +
    `${zipPercent} % of the zip.`
  );
}

function renderFunctionsMethod(lookup: Lookup): string {
  const result = lookup("functions");
  const { functions = 30, files = 0, sharedPercent = 0 } = result?.kind === "rounds" ? result.facts : {};
  return (
    `${functions} functions over packages of the same monorepo, ${files} files in each on average, ${sharedPercent} % of which all have. One call that packs ` +
    `them all, with nothing to reuse, is compared with one cold call for each.`
  );
}

function renderTenTimesMethod(lookup: Lookup): string {
  const result = lookup("ten-times");
  const files = result?.kind === "rounds" ? (result.facts["files"] ?? 0) : 0;
  return `made-up packages ([bench/monorepos/made-up-monorepo.ts](../bench/monorepos/made-up-monorepo.ts)), ${files} files once and ${files * 10} ten times, 5.4 kB on average, with raised limits.`;
}

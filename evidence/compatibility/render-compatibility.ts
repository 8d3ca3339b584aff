import { isDeepStrictEqual } from "node:util";
import { leftOut } from "./left-out.ts";
import { notes } from "./notes.ts";
import type { Outcome } from "./outcome.ts";
import type { Stall } from "./stall.ts";
import { nodeRelease } from "./node-release.ts";
import { renderShare, renderTrimmed } from "./trimmed/render-trimmed.ts";
import type { TrimMode } from "./trimmed/try-trimmed.ts";
import type { CheckCounts, Trial } from "./try-stall.ts";

/** The page on popular packages, whole. */
export function renderCompatibility(trials: readonly Trial[]): string {
  const node = nodeRelease.slice(nodeRelease.lastIndexOf("-") + 1);
  return `# Compatibility

${trials.length} packages that many functions use, and that resolve, load native code, start workers or read files in odd ways.
Each is a stall of one Yarn classic monorepo, [fixtures/bazaar](../fixtures/bazaar), with a handler that really uses it. Each
stall is packed for \`nodejs22.x\` on x64; then the handler runs where it lies, with the flags that Lambda gives to Node.js, and
out of the zip with \`lambda-pack invoke --runtime nodejs22.x --memory 1024\`. Node ${node} runs both. \`npm run compatibility\` writes this page;
[a test](../evidence/compatibility/compatibility.test.ts) does the same with a few of the stalls, and fails where their rows say otherwise.

- **in place, invoke**: whether the handler answers, and whether its answer under \`invoke\` is that in place.
- **--trim, --trim=reachable**: the share of bytes that is kept, and whether the handler answers out of the trimmed zip as in place: the
  plain handler, and the same as an ES module that imports what it requires (where the stall is no ES module already).
- **check**: the errors and warnings of \`lambda-pack check\`, with their kinds.
- Drivers have no server here: that they fail with \`ECONNREFUSED\` at a closed port is their answer.

| package | version | what the handler does | files | MB | in place | invoke | \`--trim\` | \`--trim=reachable\` | check |
| --- | --- | --- | --: | --: | --- | --- | --- | --- | --- |
${trials.map(renderRow).join("\n")}

${renderTrimmed(trials.flatMap(({ trims }) => trims))}

## Notes

${trials.flatMap(renderNote).join("\n")}

## Left out

${leftOut.map(({ names, reason }) => `- ${names.map((name) => `\`${name}\``).join(", ")}: ${reason}.`).join("\n")}
`;
}

/** One row of the table. */
export function renderRow(trial: Trial): string {
  const { stall, version, files, bytes, check } = trial;
  return `| ${[
    renderName(stall),
    version,
    stall.does,
    String(files),
    (bytes / 1e6).toFixed(1),
    "answer" in trial.inPlace ? "answers" : "**fails**",
    renderInvoke(trial),
    renderTrims(trial, "files"),
    renderTrims(trial, "reachable"),
    renderCheck(check),
  ].join(" | ")} |`;
}

function renderName({ package: name, besides }: Stall): string {
  return [name, ...besides].map((each) => `\`${each}\``).join(", ");
}

function renderInvoke({ inPlace, underInvoke }: Trial): string {
  if ("failure" in underInvoke) return "**fails**";
  return isSame(inPlace, underInvoke) ? "same" : "**other**";
}

/** The share of bytes that is kept, and whether all forms of the stall answer as in place. */
function renderTrims({ trims }: Trial, mode: TrimMode): string {
  const [plain] = trims;
  if (plain === undefined) return "";
  const areSame = trims.every(({ inPlace, trimmed }) => isSame(inPlace, trimmed[mode].outcome));
  return `${renderShare(plain.trimmed[mode].bytes, plain.bytes)}, ${areSame ? "same" : "**other**"}`;
}

function isSame(inPlace: Outcome, underInvoke: Outcome): boolean {
  return isDeepStrictEqual(inPlace, underInvoke);
}

function renderCheck({ errors, warnings, kinds }: CheckCounts): string {
  const counts = [count(errors, "error"), count(warnings, "warning")].filter((text) => text !== "");
  if (counts.length === 0) return "nothing";
  return `${counts.join(", ")}: ${kinds.map((kind) => `[${kind}](problems/${kind}.md)`).join(", ")}`;
}

function count(many: number, word: string): string {
  if (many === 0) return "";
  return many === 1 ? `1 ${word}` : `${many} ${word}s`;
}

function renderNote({ stall }: Trial): readonly string[] {
  const options =
    stall.nodeOptions === undefined
      ? []
      : [`Fails in both places without \`NODE_OPTIONS=${stall.nodeOptions}\`, and runs with it here.`];
  const sentences = [...options, ...(notes[stall.package] ?? [])];
  return sentences.length === 0 ? [] : [`- \`${stall.package}\`: ${sentences.join(" ")}`];
}

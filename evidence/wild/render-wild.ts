import type { Repository } from "./repository.ts";
import type { Trial } from "./try-target.ts";

/** What was seen of one monorepo. */
export interface Visit {
  readonly repository: Repository;
  /** Packages of its workspace. */
  readonly workspacePackages: number;
  readonly trials: readonly Trial[];
}

/** How the packages were installed and run, as people call it. */
export interface Surroundings {
  readonly date: string;
  readonly node: string;
}

/** The page on public monorepos, whole. */
export function renderWild(visits: readonly Visit[], { date, node }: Surroundings): string {
  const trials = visits.flatMap((visit) => visit.trials);
  return `# Public monorepos

${visits.length} public monorepos, each of another package manager, are installed at a fixed commit, and ${trials.length} of their packages are packed for
\`nodejs22.x\` on x64 and run. \`npm run wild\` does that and writes this page; it was last written on ${date}, with Node.js ${node}. It fetches the
monorepos and their dependencies, so it is not part of the tests; [a test](../evidence/wild/wild.test.ts) holds that the page names what the script tries.

No code of theirs is in this repository, no script of a package is run, and nothing is built. [A handler of ours](../evidence/wild/lambda-pack-wild.mjs) is copied into
each package. It answers what Node.js finds from there on:

- every package that is found, from the target's dependencies on, with its version and where each of its own dependencies leads;
- the exports of each dependency of the target, and the version of the file that was loaded;
- whether two packages that need one module get the very same object;
- where the package's files run as they are committed, what its own code answers.

It answers three times: where it lies, out of the zip with \`lambda-pack invoke\`, and out of the zip unpacked elsewhere, each with the flags that Lambda gives to Node.js.

- **packages, links, files, MB**: what is in the bundle, unzipped.
- **edges**: dependencies that were followed. Each leads to the version that it leads to in place, and one directory in place is one in the bundle.
- **modules**: dependencies of the target that were loaded. The others fail alike in all three places, most of them because they have only types, or no code before a build; they are named below.
- **same**: the three answers are equal, two packs give one zip, \`list\` finds in the zip what was packed, and git sees no change in the monorepo but for the handler and \`.lambda-pack/\`.
- **problems**: what the pack and \`check\` report beyond notes.

| monorepo | package manager | package | packages | links | files | MB | edges | modules | same | problems |
| --- | --- | --- | --: | --: | --: | --: | --: | --: | --- | --- |
${visits.flatMap(({ repository, trials: tried }) => tried.map((trial) => renderTrial(repository, trial))).join("\n")}

${visits.map(renderVisit).join("\n")}`;
}

/** One row of the table. */
export function renderTrial({ name, manager }: Repository, trial: Trial): string {
  const { id, sizes, answer, edges, faults } = trial;
  const loaded = answer.modules.filter(({ failure }) => failure === undefined);
  return `| ${[
    `[${name}](#${anchorOf(name)})`,
    manager,
    `\`${id}\``,
    String(sizes.packages),
    String(sizes.links),
    String(sizes.files),
    (sizes.bytes / 1e6).toFixed(1),
    String(edges),
    `${loaded.length} of ${answer.modules.length}`,
    faults.length === 0 ? "yes" : "**no**",
    renderKinds(trial),
  ].join(" | ")} |`;
}

/** As GitHub makes it from a heading. */
function anchorOf(name: string): string {
  return name.toLowerCase().replace("/", "");
}

function renderKinds({ problems, findings }: Trial): string {
  const kinds = [...new Set([...problems, ...findings])].toSorted();
  return kinds.length === 0 ? "none" : kinds.map((kind) => `[${kind}](problems/${kind}.md)`).join(", ");
}

function renderVisit({ repository, workspacePackages, trials }: Visit): string {
  const { name, commit, commands, tools, remarks } = repository;
  const releases = tools.map(({ release, bin }) => titleOf(release, bin)).join(", ");
  const installed = commands.map((command) => `\`${command.join(" ")}\``).join(", then ");
  const sentences = [
    `[${commit.slice(0, 12)}](https://github.com/${name}/tree/${commit}), ${workspacePackages} packages in the workspace.`,
    `Installed by ${installed} with ${releases}.`,
    ...remarks,
  ];
  return `## ${name}\n\n${sentences.join(" ")}\n\n${trials.map((trial) => renderDetails(repository, trial)).join("\n")}\n`;
}

/** `@yarnpkg/cli-dist-4.13.0` is Yarn 4.13.0. */
function titleOf(release: string, bin: string | undefined): string {
  const [, name = "", version = ""] = /^(.+?)-(\d+\..*)$/u.exec(release) ?? [];
  return `${bin ?? name} ${version}`;
}

function renderDetails({ name: owned, commit }: Repository, { target, id, answer, leftOut, faults }: Trial): string {
  const place = `[${target.directory}](https://github.com/${owned}/tree/${commit}/${target.directory})`;
  const failing = answer.modules.filter(({ failure }) => failure !== undefined).map(({ name }) => name);
  const sentences = [
    ...(target.use === undefined ? [] : [`${target.use.does}.`]),
    ...(answer.shared.length === 0 ? [] : [renderShared(answer.shared)]),
    ...(failing.length === 0 ? [] : [`Not loaded in any place: ${codes(failing)}.`]),
    ...(target.unbuilt === undefined ? [] : [`Left out, because they are not built: ${codes(target.unbuilt)}.`]),
    ...(target.added === undefined
      ? []
      : [`Added with \`--include-package\`, because it is found in place only by hoisting: ${codes(target.added)}.`]),
    ...(leftOut.length === 0 ? [] : [`Packages for other machines, left out: ${codes(leftOut)}.`]),
    ...faults.map((fault) => `**${fault}**.`),
  ];
  return `- \`${id}\`, in ${place}. ${sentences.join(" ")}`.trimEnd();
}

function renderShared(shared: Trial["answer"]["shared"]): string {
  const same = shared.filter((each) => each.same).length;
  const first = shared[0];
  const example = first === undefined ? "" : `, such as \`${first.module}\` and that of \`${first.by}\``;
  return `${same} of ${shared.length} modules that a dependency needs too are one object${example}.`;
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

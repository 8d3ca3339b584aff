import { counted, formatCount, formatSize } from "@lambda-pack/model";
import type {
  DiagnosedLockfile,
  DiagnosedWorkspace,
  Diagnosis,
  Layout,
  OutputFindings,
} from "../../doctor/diagnosis.ts";
import { managerNames } from "../../doctor/manager-names.ts";
import { printable } from "../terminal/printable.ts";
import { renderFacts } from "../terminal/render-facts.ts";
import type { Fact } from "../terminal/render-facts.ts";
import { inWords } from "../../messages/in-words.ts";
import { linesOf } from "../terminal/render-problems.ts";
import type { View } from "../terminal/view.ts";

/** What doctor found, ready to be pasted: nothing but text, ending in a line break. */
export function renderDoctor({ tool, machine, workspace, outputs, troubles }: Diagnosis, view: View): string {
  const facts: readonly Fact[] = [
    ["Version", `lambda-pack ${tool.version}, in ${tool.installedIn}`],
    ["Node.js", `${machine.node}, with zlib ${machine.zlib}`],
    ["Machine", `${machine.platform} ${machine.release} on ${machine.arch}`],
    ...(workspace === undefined ? [] : workspaceFacts(workspace)),
    ...(outputs === undefined ? [] : [["Outputs", outputText(outputs)] as const]),
  ];
  const plain = facts.map(([label, ...texts]): Fact => [label, ...texts.map(printable)]);
  const errors = troubles.filter(({ severity }) => severity === "error");
  const warnings = troubles.filter(({ severity }) => severity === "warning");
  const { red, yellow } = view.colors;
  const lines = [
    ...renderFacts(plain, view),
    ...(errors.length === 0 ? [] : ["", red("What keeps packages from being packed"), ...linesOf(errors, view)]),
    ...(warnings.length === 0 ? [] : ["", yellow("What may be wrong"), ...linesOf(warnings, view)]),
    ...(troubles.length === 0 ? ["", "Nothing is found to be wrong."] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function workspaceFacts(workspace: DiagnosedWorkspace): readonly Fact[] {
  const { root, rootMarks, packages, packable, caseSensitive, lockfiles } = workspace;
  const marks = rootMarks.length === 0 ? [] : [`known by ${inWords(rootMarks, "and")}`];
  return [
    ["Workspace", root, ...marks],
    ["Packages", `${formatCount(packages)}, ${formatCount(packable)} of them with a lambdaPack field`],
    ["Manager", ...managerTexts(workspace)],
    ["Layout", layoutTexts[workspace.layout], ...countTexts(workspace)],
    ["Lockfiles", ...(lockfiles.length === 0 ? ["none at the root"] : lockfiles.map(lockfileText))],
    ...(caseSensitive === undefined
      ? []
      : [
          [
            "Names",
            caseSensitive ? "tells upper case from lower case" : "does not tell upper case from lower case",
          ] as const,
        ]),
  ];
}

const recognizedTexts: Readonly<Record<DiagnosedWorkspace["packageManager"]["recognizedBy"], string>> = {
  layout: "known by the files that make the workspace",
  installed: "known by what its install left in the workspace",
  locked: "known by its lockfile",
  declared: "known by what package.json or lerna.json asks for alone",
  nothing: "taken since nothing speaks for another one",
};

function managerTexts({
  packageManager: { name, recognizedBy, version, declared },
}: DiagnosedWorkspace): readonly string[] {
  return [
    `${managerNames[name]}, ${recognizedTexts[recognizedBy]}`,
    ...(version === undefined ? [] : [`version ${version} is what the disk tells`]),
    ...(declared === undefined ? [] : [`${declared} is asked for`]),
  ];
}

const layoutTexts: Readonly<Record<Layout, string>> = {
  "plug-and-play": "Plug'n'Play, without node_modules",
  hoisted: "hoisted to the root",
  isolated: "isolated: links to a store",
  own: "each package has its own copies",
  none: "no dependencies are installed",
};

function countTexts({ layout, installed: { hoisted, own, linked, missing } }: DiagnosedWorkspace): readonly string[] {
  const counts = [
    [hoisted, "at the root"],
    [own, "in packages"],
    [linked, "behind links"],
    [missing, "missing"],
  ] as const;
  const texts = counts.flatMap(([count, where]) => (count === 0 ? [] : [`${formatCount(count)} ${where}`]));
  return layout === "plug-and-play" || texts.length === 0 ? [] : [`declared dependencies: ${texts.join(", ")}`];
}

function lockfileText({ name, format, counts, readable }: DiagnosedLockfile): string {
  const version = format === undefined ? "" : `, format ${format}`;
  return `${name}${version}${readable ? "" : ", cannot be read"}${counts ? "" : ", does not count"}`;
}

function outputText({ dir, archives, stagingDirectories, indexes }: OutputFindings): string {
  const parts = [
    `${counted(archives.files, "archive")} (${formatSize(archives.bytes)})`,
    counted(stagingDirectories, "staging directory", "staging directories"),
    `${counted(indexes.files, "index", "indexes")} (${formatSize(indexes.bytes)})`,
  ];
  return `${parts.join(", ")} in ${dir}`;
}

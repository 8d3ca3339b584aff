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

/** The diagnosis, ready to be pasted: nothing but text, ending in a line break. */
export function renderDoctor({ tool, machine, workspace, outputs, problems }: Diagnosis, view: View): string {
  const facts: readonly Fact[] = [
    ["Version", `lambda-pack ${tool.version}, in ${tool.installedIn}`],
    ["Node.js", `${machine.node}, with zlib ${machine.zlib}`],
    ["Machine", `${machine.platform} ${machine.release} on ${machine.arch}`],
    ...(workspace === undefined ? [] : workspaceFacts(workspace)),
    ...(outputs === undefined ? [] : [["Outputs", outputText(outputs)] as const]),
  ];
  const plain = facts.map(([label, ...texts]): Fact => [label, ...texts.map(printable)]);
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const { red, yellow } = view.colors;
  const lines = [
    ...renderFacts(plain, view),
    ...(errors.length === 0
      ? []
      : ["", red(`${counted(errors.length, "error")}, so that nothing can be packed`), ...linesOf(errors, view)]),
    ...(warnings.length === 0 ? [] : ["", yellow(counted(warnings.length, "warning")), ...linesOf(warnings, view)]),
    ...(problems.length === 0 ? ["", "No problems found."] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function workspaceFacts(workspace: DiagnosedWorkspace): readonly Fact[] {
  const { root, rootMarks, packages, packable, caseSensitive, lockfiles } = workspace;
  const counts = `${formatCount(packages)}, ${formatCount(packable)} of them with a lambdaPack field`;
  const places: readonly Fact[] =
    rootMarks.length === 0
      ? [["Package", root, "stands alone: no workspace lists it"]]
      : [
          ["Workspace", root, `recognized by ${inWords(rootMarks, "and")}`],
          ["Packages", counts],
        ];
  return [
    ...places,
    ["Manager", ...managerTexts(workspace)],
    ["Layout", layoutTexts[workspace.layout], ...countTexts(workspace)],
    ["Lockfiles", ...(lockfiles.length === 0 ? ["none at the root"] : lockfiles.map(lockfileText))],
    ...(caseSensitive === undefined
      ? []
      : [["File names", caseSensitive ? "case-sensitive" : "case-insensitive"] as const]),
  ];
}

const recognizedTexts: Readonly<Record<DiagnosedWorkspace["packageManager"]["recognizedBy"], string>> = {
  layout: "recognized by the files that define the workspace",
  installed: "recognized by its install in the workspace",
  locked: "recognized by its lockfile",
  declared: "recognized only by its name in package.json or lerna.json",
  nothing: "assumed, because nothing indicates another one",
};

function managerTexts({
  packageManager: { name, recognizedBy, version, declared, declaredIn },
}: DiagnosedWorkspace): readonly string[] {
  return [
    `${managerNames[name]}, ${recognizedTexts[recognizedBy]}`,
    ...(version === undefined ? [] : [`version ${version} according to its files`]),
    ...(declared === undefined
      ? []
      : [`${declared} is declared${declaredIn === undefined ? "" : ` in ${declaredIn}`}`]),
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

function lockfileText({ name, format, used, readable }: DiagnosedLockfile): string {
  const version = format === undefined ? "" : `, format ${format}`;
  return `${name}${version}${readable ? "" : ", cannot be read"}${used ? "" : ", not used"}`;
}

function outputText({ dir, archives, stagingDirectories, indexes }: OutputFindings): string {
  const parts = [
    `${counted(archives.files, "archive")} (${formatSize(archives.bytes)})`,
    counted(stagingDirectories, "staging directory", "staging directories"),
    `${counted(indexes.files, "index", "indexes")} (${formatSize(indexes.bytes)})`,
  ];
  return `${parts.join(", ")} in ${dir}`;
}

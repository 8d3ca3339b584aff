import { formatCount } from "@lambda-pack/model";
import type { Finding, FindingKind } from "@lambda-pack/model";
import { binaryTexts } from "./describe-binary.ts";
import { importTexts } from "./describe-import.ts";
import { listOf } from "./list-of.ts";
import type { Description } from "./description.ts";

/** A finding and the sentences about it; the sentences may change between versions. */
export type DescribedFinding = Finding & Description;

/** Adds sentences to a finding. */
export function describeFinding(finding: Finding): DescribedFinding {
  return { ...finding, ...describe(finding.kind, finding) };
}

function describe<Kind extends FindingKind>(kind: Kind, finding: FindingOf<Kind>): Description {
  return findingTexts[kind](finding);
}

/** The member of the union that has the kind, alone or among others. */
export type FindingOf<Kind extends FindingKind> = MemberWith<Kind, Finding>;
type MemberWith<Kind, Member> = Member extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Member
    : never
  : never;

/** Every kind's words; `docs/problems` has a page for each. A new kind does not compile until it has a line here. */
const findingTexts: { readonly [Kind in FindingKind]: (finding: FindingOf<Kind>) => Description } = {
  ...importTexts,
  ...binaryTexts,
  "handler-malformed": ({ package: id, handler, reason }) => ({
    message: `Lambda does not take ${handler} as the handler of ${id}: ${reason}.`,
    hint: "Write it as the file's path without its extension, a dot, and the name of the export: index.handler.",
  }),
  "handler-missing": (finding) => ({
    message: `${missingText(finding)}: Lambda looks for ${listOf(finding.tried, "or")}.`,
    hint: missingHint(finding),
  }),
  "handler-not-exported": ({ package: id, handler, path, exports }) => ({
    message: `${path} of ${id} has no export ${exportOf(handler)}, which the handler ${handler} names; ${exportsText(exports)}.`,
    hint:
      exports[0] === undefined
        ? "Export the function by that name."
        : `Export the function by that name, or set the handler to ${moduleOf(handler)}.${exports[0]} if that is it.`,
  }),
  "unreadable-mode": ({ package: id, mode, paths }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "has" : "have"} the mode ${mode}, with which Lambda's user cannot read ${itOrThem(paths)}.`,
    hint: "Give files the mode 644, and programs 755, before they are zipped; lambda-pack does so by itself.",
  }),
  "not-executable": ({ package: id, paths }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "is a program that" : "are programs that"} nobody may execute.`,
    hint: `If the function starts ${itOrThem(paths)}, give ${itOrThem(paths)} the mode 755 (chmod +x), and pack again.`,
  }),
  "link-entry": ({ package: id, path, target }) => ({
    message: `${path} of ${id} is a link to ${target}.`,
    hint: "There is nothing to do on Lambda as far as is known; some unzip tools of other systems make a text file of it.",
  }),
  "bad-link": ({ package: id, path, target, reason }) => ({
    message: `The link ${path} of ${id} leads to ${target}, ${reason === "escapes" ? "out of the bundle" : "where nothing lies"}.`,
    hint: "Put a copy of what it leads to in its place, or leave it out.",
  }),
  "unsafe-name": ({ package: id, path, reason }) => ({
    message: `The name of ${JSON.stringify(path)} of ${id} cannot be unpacked everywhere: ${reason}.`,
    hint: "Rename the file, or leave it out with --exclude.",
  }),
  "colliding-names": ({ package: id, paths }) => ({
    message: `${listOf(paths)} of ${id} have names that some file systems cannot tell apart.`,
    hint: "Rename or remove all but one: where such a zip is unpacked on macOS or Windows, one overwrites the other.",
  }),
  "secret-in-bundle": ({ package: id, paths }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "looks like a secret and is" : "look like secrets and are"} in the bundle.`,
    hint: `Leave ${itOrThem(paths)} out with --exclude unless the function reads ${itOrThem(paths)}; what was uploaded already should be replaced.`,
  }),
  "unsupported-compression": ({ package: id, path, method }) => ({
    message: `${path} of ${id} is compressed by method ${method}, and only stored (0) and deflated (8) entries are safe on Lambda.`,
    hint: "Zip again with deflate; lambda-pack does.",
  }),
  "many-entries": ({ package: id, entries }) => ({
    message: `The bundle of ${id} has ${formatCount(entries)} entries: above 65,535, a zip needs the zip64 format.`,
    hint: "Leave out what the function does not need; AWS does not say whether Lambda reads zip64.",
  }),
  "no-package": ({ package: id, folder }) => ({
    message:
      folder === undefined
        ? `There is no package.json at the root of ${id}.`
        : `All of ${id} lies in the folder ${folder} of the zip, where Lambda looks for nothing.`,
    hint:
      folder === undefined
        ? 'Put the package\'s package.json at the root: without it, "type", "imports" and "exports" do not count.'
        : `Zip what is in ${folder}, not the folder; or let the handler begin with ${folder}/, and name it with --handler.`,
  }),
  "over-limit": (finding) => ({
    message: `${sizeText(finding)}, ${formatCount(finding.used - finding.allowed)} over the limit of ${formatCount(finding.allowed)}; ${heaviestText(finding)}.`,
    hint:
      finding.limit === "unzipped"
        ? "Leave out what the function does not need (--exclude-package, --exclude); layers count towards the same limit."
        : "Leave out what the function does not need, or upload through S3, where only the size unzipped counts.",
  }),
  "near-limit": (finding) => ({
    message: `${sizeText(finding)}, ${Math.floor((finding.used / finding.allowed) * 100)} % of the ${formatCount(finding.allowed)} allowed; ${heaviestText(finding)}.`,
    hint: "There is nothing to do yet; lambda-pack why tells what brings a heavy package and what would go with it.",
  }),
  "engines-mismatch": ({ package: id, range, runtime }) => ({
    message: `${id} asks for Node.js ${range} in engines of its package.json, which ${runtime} is not.`,
    hint: `Choose a runtime that fits (--runtime), or a version of the package that runs on ${runtime}.`,
  }),
};

type MissingHandler = FindingOf<"handler-missing">;

function missingText({ package: id, handler, directory }: MissingHandler): string {
  return directory === undefined
    ? `There is no file for the handler ${handler} of ${id}`
    : `The folder ${directory} is taken for the file of the handler ${handler} of ${id}`;
}

function missingHint({ handler, typescript, directory, folder }: MissingHandler): string {
  if (directory !== undefined) return "Rename the folder or the file: this runtime looks no further than the folder.";
  if (folder !== undefined) {
    return `The file lies in ${folder}: zip what is in that folder, not the folder, or write ${folder}/${handler}.`;
  }
  if (typescript !== undefined) return `Lambda takes no ${typescript}: compile it, and name what comes out.`;
  return "Correct the handler, or build the package and see that files in its package.json names the file.";
}

/** `lambda.handler` of `dist/index.lambda.handler`: all behind the first dot of the last segment. */
function exportOf(handler: string): string {
  return handler.slice(moduleOf(handler).length + 1);
}

function moduleOf(handler: string): string {
  return handler.slice(0, handler.indexOf(".", handler.lastIndexOf("/") + 1));
}

function exportsText(exports: readonly string[]): string {
  return exports.length === 0 ? "it exports nothing" : `it exports ${listOf(exports)}`;
}

function itOrThem(paths: readonly string[]): string {
  return paths.length === 1 ? "it" : "them";
}

type Sized = FindingOf<"over-limit" | "near-limit">;

function sizeText({ package: id, limit, used }: Sized): string {
  return `The bundle of ${id} has ${formatCount(used)} bytes ${limit}`;
}

function heaviestText({ heaviest }: Sized): string {
  return heaviest.length === 1
    ? `the heaviest package is ${heaviest[0]}`
    : `the heaviest packages are ${listOf(heaviest)}`;
}

import { counted, formatCount } from "@lambda-pack/model";
import type { Finding, FindingKind } from "@lambda-pack/model";
import { binaryTexts } from "./describe-binary.ts";
import { handlerTexts } from "./describe-handler.ts";
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

/** The texts of every kind; `docs/problems` has a page for each. A new kind does not compile until it has a line here. */
const findingTexts: { readonly [Kind in FindingKind]: (finding: FindingOf<Kind>) => Description } = {
  ...importTexts,
  ...binaryTexts,
  ...handlerTexts,
  "unreadable-mode": ({ package: id, mode, paths }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "has" : "have"} the mode ${mode}, so that Lambda's user cannot read ${itOrThem(paths)}.`,
    hint: "Set the mode 644 for files, and 755 for programs, before zipping; lambda-pack does so by itself.",
  }),
  "not-executable": ({ package: id, paths }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "is a program" : "are programs"} without permission to execute.`,
    hint: `If the function starts ${itOrThem(paths)}, set the mode 755 (chmod +x), and pack again.`,
  }),
  "link-entry": ({ package: id, path, target }) => ({
    message: `${path} of ${id} is a link to ${target}.`,
    hint: "No action is known to be needed on Lambda; some unzip tools on other systems extract it as a text file.",
  }),
  "bad-link": ({ package: id, path, target, reason }) => ({
    message: `The link ${path} of ${id} points to ${target}, ${reason === "escapes" ? "outside the bundle" : "which does not exist"}.`,
    hint: "Replace it with a copy of its target, or leave it out.",
  }),
  "unsafe-name": ({ package: id, path, reason }) => ({
    message: `${JSON.stringify(path)} of ${id} has a name that not every system can unpack: ${reason}.`,
    hint: "Rename the file, or leave it out with --exclude.",
  }),
  "colliding-names": ({ package: id, paths }) => ({
    message: `${listOf(paths)} of ${id} have names that some file systems cannot tell apart.`,
    hint: "Rename or remove all but one: when the zip is unpacked on macOS or Windows, one overwrites the other.",
  }),
  "secret-in-bundle": ({ package: id, paths }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "looks like a secret and is" : "look like secrets and are"} in the bundle.`,
    hint: `Leave ${itOrThem(paths)} out with --exclude unless the function reads ${itOrThem(paths)}; replace credentials that were already uploaded.`,
  }),
  "unsupported-compression": ({ package: id, path, method }) => ({
    message: `${path} of ${id} is compressed with method ${method}, but only stored (0) and deflated (8) entries are safe on Lambda.`,
    hint: "Zip again with deflate, as lambda-pack does.",
  }),
  "header-mismatch": ({ package: id, path, fields, otherFiles }) => ({
    message:
      otherFiles === undefined
        ? `${path} of ${id} has another ${listOf(fields)} in its own header than in the zip's list of entries.`
        : `${path} and ${counted(otherFiles, "other file")} of ${id} have another ${listOf(fields)} in their own headers than in the zip's list of entries.`,
    hint: "Zip again: some programs unpack what the one says, and some what the other says; if you did not make the zip, do not deploy it.",
  }),
  "hidden-data": ({ package: id, bytes }) => ({
    message: `The zip of ${id} holds ${counted(bytes, "byte")} that no entry of its list names.`,
    hint: "Zip again: programs that read a zip from its start may unpack what is hidden there; if you did not make the zip, do not deploy it.",
  }),
  "many-entries": ({ package: id, entries }) => ({
    message: `The bundle of ${id} has ${formatCount(entries)} entries: with more than 65,535, a zip needs the zip64 format.`,
    hint: "Leave out what the function does not need; AWS does not document whether Lambda reads zip64.",
  }),
  "no-package": ({ package: id, folder }) => ({
    message:
      folder === undefined
        ? `There is no package.json at the root of ${id}.`
        : `All of ${id} is inside the folder ${folder} of the zip, where Lambda does not look for it.`,
    hint:
      folder === undefined
        ? 'Put the package\'s package.json at the root: without it, "type", "imports" and "exports" have no effect.'
        : `Zip the contents of ${folder}, not the folder itself; or let the handler begin with ${folder}/, and set it with --handler.`,
  }),
  "over-limit": (finding) => ({
    message: `${sizeText(finding)}, ${formatCount(finding.used - finding.allowed)} over the limit of ${formatCount(finding.allowed)}; ${heaviestText(finding)}.`,
    hint:
      finding.limit === "unzipped"
        ? "Leave out what the function does not need (--exclude-package, --exclude); layers count towards the same limit."
        : "Leave out what the function does not need, or upload through S3, where only the unzipped size counts.",
  }),
  "near-limit": (finding) => ({
    message: `${sizeText(finding)}, ${Math.floor((finding.used / finding.allowed) * 100)} % of the ${formatCount(finding.allowed)} allowed; ${heaviestText(finding)}.`,
    hint: "No action is needed yet; lambda-pack why shows what requires a heavy package, and its retained size.",
  }),
  "unused-peer": ({ package: id, name, bytes, dependents }) => ({
    message: `${id} (${formatCount(bytes)} bytes) is required only as a peer, by ${listOf(dependents)}, and no file that is known to be loaded imports it.`,
    hint: `Leave it out with --exclude-package ${name} if the function works without it.`,
  }),
  "engines-mismatch": ({ package: id, range, runtime }) => ({
    message: `${id} requires Node.js ${range} in engines of its package.json, which ${runtime} does not satisfy.`,
    hint: `Choose another runtime (--runtime), or a version of the package that supports ${runtime}.`,
  }),
};

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

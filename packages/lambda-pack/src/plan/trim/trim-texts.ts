import { idText } from "@lambda-pack/model";
import type { KeptReason, LeftReason, UnreadFile, WholeReason } from "@lambda-pack/trim";

type LeftKind = Exclude<LeftReason["kind"], "class"> | Extract<LeftReason, { readonly kind: "class" }>["class"];

/** Why files are left out, as sums name it: what these files are. */
export const leftTexts: Readonly<Record<LeftKind, string>> = {
  declaration: "declarations",
  map: "source maps",
  markdown: "Markdown",
  unreached: "nothing leads to them",
  "other-platform": "made for other platforms",
  "package-unreached": "in packages of which nothing can be loaded",
};

/** Why files stay, as sums name it. */
export const keptTexts: Readonly<Record<KeptReason["kind"], string>> = {
  own: "in own packages",
  entry: "where the function begins",
  manifest: "package.json files",
  licence: "licences",
  other: "neither declarations, source maps nor Markdown",
  imported: "imported by a literal",
  beside: "opened by a path that begins at the code",
  prefix: "named in part by a literal",
  whole: "in whole packages",
  class: "declarations, source maps and Markdown that code names",
  "named-by-manifest": "named in a package.json",
  setting: "named by trim.include",
};

/** Why packages stay whole, as sums name it. */
export const wholeTexts: Readonly<Record<WholeReason["kind"], string>> = {
  computes: "whole packages: they compute what they load or open",
  "named-elsewhere": "whole packages: another one may name them",
  "directory-taken": "whole packages: another one takes their directory",
  native: "whole packages: they have native code",
  sibling: "whole packages: native code looks for them",
  unread: "whole packages: their code cannot be read",
  "no-entry": "whole packages: what runs is not known",
  layer: "whole packages: the functions of a layer may load them",
  setting: "whole packages: trim.whole names them",
  known: "whole packages: they are known to need all they have",
};

/** Why one package stays whole: as a rule the line that is the cause, and what stands there. */
export function wholeText(reason: WholeReason): string {
  return (causeTexts[reason.kind] as (reason: WholeReason) => string)(reason);
}

type CauseTexts = {
  readonly [Kind in WholeReason["kind"]]: (reason: Extract<WholeReason, { readonly kind: Kind }>) => string;
};

const causeTexts: CauseTexts = {
  computes: ({ from, line, what }) => `${from}:${line} computes what it loads or opens (${what})`,
  "named-elsewhere": ({ from, line, what }) => `${from}:${line} computes the name of a package (${what})`,
  "directory-taken": ({ from, line, specifier }) => `${from}:${line} takes its directory (${specifier})`,
  native: ({ file }) => `${file} is native code`,
  sibling: ({ of }) => `native code of ${idText(of)} looks for it`,
  unread: ({ from, reason }) => `${from} cannot be read: ${unreadTexts[reason]}`,
  "no-entry": ({ entry }) => (entry === undefined ? "what runs is not known" : `${entry}, which runs, is not there`),
  layer: () => "the functions of a layer may load it",
  setting: () => "trim.whole names it",
  known: ({ note }) => note,
};

const unreadTexts: Readonly<Record<UnreadFile, string>> = {
  "syntax-error": "it is no JavaScript",
  "too-deep": "it is nested too deeply",
  "too-large": "it is too large",
  unknown: "it is not parsed here",
  unreadable: "it is too large, or no text",
};

/** A reason as reports name it: classes of files have names of their own. */
export function leftKind(reason: LeftReason): LeftKind {
  return reason.kind === "class" ? reason.class : reason.kind;
}

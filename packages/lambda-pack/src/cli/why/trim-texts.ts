import { idText } from "@lambda-pack/model";
import type { KeptReason, LeftReason, TrimStep, UnreadFile, WholeReason } from "@lambda-pack/trim";

type Of<Reason, Kind> = Extract<Reason, { readonly kind: Kind }>;
type Texts<Reason extends { readonly kind: string }> = {
  readonly [Kind in Reason["kind"]]: (reason: Of<Reason, Kind>, owner: string) => string | undefined;
};

/** Why a file is kept, as a sentence; undefined where the steps that lead to it say it. */
export function keptText(reason: KeptReason, owner: string): string | undefined {
  return (kept[reason.kind] as (reason: KeptReason, owner: string) => string | undefined)(reason, owner);
}

const kept: Texts<KeptReason> = {
  own: () => "It belongs to a package of the workspace, and these are never trimmed.",
  entry: () => "Lambda loads it: it is where the function begins.",
  manifest: () => "Node.js reads it to find files that are kept.",
  licence: () => "Licences are always kept.",
  other: () => "Under files, only declarations, source maps and Markdown are left out.",
  imported: () => undefined,
  beside: () => undefined,
  prefix: () => undefined,
  whole: () => undefined,
  class: ({ class: each, from }) =>
    from === undefined ? `Something is known to read ${classTexts[each]}.` : `Code names ${classTexts[each]}.`,
  "named-by-manifest": ({ field }) => `${field} of its package.json leads to it.`,
  setting: ({ pattern }) => `trim.include has ${pattern}.`,
};

/** Why a package is kept whole, as a sentence. */
export function wholeSentence(reason: WholeReason, owner: string): string {
  return `All of ${owner} is kept: ${(whole[reason.kind] as (reason: WholeReason) => string)(reason)}.`;
}

const whole: Texts<WholeReason> = {
  computes: () => "it computes what it loads or opens",
  "named-elsewhere": () => "a name that is computed elsewhere may be its own",
  "directory-taken": () => "its directory is taken by another package",
  native: ({ file }) => `${file} is native code, which may load anything beside it`,
  sibling: ({ of }) => `native code of ${idText(of)} looks for it`,
  unread: ({ reason }) => `it loads a file that ${unreadTexts[reason]}, so it is unknown what that loads`,
  "no-entry": ({ entry }) =>
    entry === undefined ? "what runs is not known" : `${entry}, which Lambda loads, is not in the bundle`,
  layer: () => "functions that use the layer may load it",
  setting: () => "trim.whole names it",
  known: ({ note }) => note,
};

/** Why a file is left out, as a sentence. */
export function leftSentence(reason: LeftReason, owner: string): string {
  return (left[reason.kind] as (reason: LeftReason, owner: string) => string)(reason, owner);
}

const left: Texts<LeftReason> = {
  class: ({ class: each }, owner) => `No code of ${owner} names ${classTexts[each]}.`,
  unreached: () => "Nothing that can run leads to it.",
  "other-platform": () => "It is made for another platform, and what is made for the function's lies beside it.",
  "package-unreached": (_, owner) =>
    `Nothing that can run leads to any file of ${owner}: only its package.json and licences are kept.`,
};

const classTexts = { declaration: "declarations", map: "source maps", markdown: "Markdown files" } as const;

/** What stands in a file that leads on. */
export function stepText({ kind, what }: TrimStep): string {
  return steps[kind](what);
}

const steps: Readonly<Record<TrimStep["kind"], (what: string) => string>> = {
  imported: (what) => `loads ${JSON.stringify(what)}`,
  beside: (what) => `opens ${JSON.stringify(what)}`,
  prefix: (what) => `loads what begins with ${JSON.stringify(what)}`,
  computes: (what) => `computes what it loads or opens: ${what}`,
  "named-elsewhere": (what) => `computes a name: ${what}`,
  "directory-taken": (what) => `takes the directory of ${JSON.stringify(what)}`,
  unread: (what) => unreadTexts[what as UnreadFile],
  class: (what) => `names ${classTexts[what as keyof typeof classTexts]}`,
};

const unreadTexts: Readonly<Record<UnreadFile, string>> = {
  "syntax-error": "has a syntax error",
  "too-deep": "is nested too deeply to be read",
  "too-large": "is too large to be read",
  unknown: "cannot be read here",
  unreadable: "cannot be read",
};

import type { DependencyKind } from "@lambda-pack/model";

/** An edge as tests write it in adjacency lists. */
export interface WrittenEdge {
  readonly kind: DependencyKind;
  readonly optional: boolean;
  /** Only where it has to lie beside its dependent. */
  readonly beside?: true;
  readonly isMissing: boolean;
  /** The alias, or the name of the package it leads to. */
  readonly name: string;
  /** `b@2`; of one that is missing the name alone. */
  readonly to: string;
  /** All that follows: a range, or a place. */
  readonly rest: string | undefined;
}

const kinds: Readonly<Record<string, Pick<WrittenEdge, "kind" | "optional" | "beside">>> = {
  "": { kind: "dependencies", optional: false },
  optional: { kind: "optionalDependencies", optional: true },
  beside: { kind: "optionalDependencies", optional: true, beside: true },
  peer: { kind: "peerDependencies", optional: false },
  "optional-peer": { kind: "peerDependencies", optional: true },
};

const written =
  /^(?:(?<word>optional|beside|peer|optional-peer) )?(?<missing>missing )?(?:(?<alias>[^ =]+)=)?(?<to>[^ =]+)(?: (?<rest>.+))?$/u;

/** Reads `a@1`, `alias=b@2 ^2.0.0`, `optional c@1`, `beside d@1`, `peer e@1 in place`, `optional-peer missing f`. */
export function parseEdge(text: string): WrittenEdge {
  const { word = "", missing, alias, to = "", rest } = written.exec(text)?.groups ?? {};
  const traits = kinds[word];
  const isMissing = missing !== undefined;
  const at = to.indexOf("@", 1);
  if (traits === undefined || to === "" || (at === -1 && !isMissing)) throw new Error(`${text} is no edge`);
  return { ...traits, isMissing, name: alias ?? (at === -1 ? to : to.slice(0, at)), to, rest };
}

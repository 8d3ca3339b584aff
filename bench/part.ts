import type { Round } from "./measure/measure-rounds.ts";

/** One thing that is measured by itself. */
export interface Part {
  /** `<group>/<name>`, as in `rows/cold`. */
  readonly name: string;
  readonly measure: (rounds: number) => Promise<PartResult>;
}

/** What a part has measured; plain values, because they are kept as JSON. */
export type PartResult =
  | { readonly kind: "rounds"; readonly rounds: readonly Round[]; readonly facts: Facts }
  | { readonly kind: "peer"; readonly rounds: readonly Round[]; readonly facts: Facts; readonly bundle: PeerBundle }
  | { readonly kind: "calls"; readonly facts: Facts; readonly calls: readonly SystemCall[] }
  /** It could not be measured, for the reason given. */
  | { readonly kind: "failed"; readonly reason: string };

/** Counts and sizes that the page names beside the figures. */
export type Facts = Readonly<Record<string, number>>;

/** What a peer's zip holds, and whether it runs. */
export interface PeerBundle {
  readonly files: number;
  readonly links: number;
  readonly zipBytes: number;
  /** Undefined when the handler answers as in the monorepo, else what went wrong. */
  readonly fault: string | undefined;
}

export interface SystemCall {
  readonly name: string;
  readonly count: number;
  readonly errors: number;
}

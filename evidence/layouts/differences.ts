import type { Problem } from "@lambda-pack/model";

/** A package of the harbour that is packed. */
export const targets = ["pilot", "regatta", "warehouse"] as const;

export type Target = (typeof targets)[number];

/** Something that a layout installs otherwise than the rest. What is not named here must be equal everywhere. */
export interface Difference {
  readonly target: Target;
  /** For people, without a full stop. */
  readonly what: string;
  readonly reason: string;
  /** Edges that this layout has not, and those that it has instead. */
  readonly edges: { readonly missing: readonly string[]; readonly instead: readonly string[] };
  /** Files that its zip has not, and those that it has instead; undefined where the bundle does not show it. */
  readonly files?: { readonly missing: readonly string[]; readonly instead: readonly string[] };
  /** What the pack tells of it. */
  readonly problems?: readonly Problem[];
}

/** The two files that most made-up packages have. */
const packageAt = (place: string): readonly string[] =>
  ["index.js", "package.json"].map((file) => `node_modules/${place}/${file}`);

function peerDiffers(importer: string, versions: { readonly found: string; readonly expected: string }): Problem {
  return { kind: "peer-differs", package: "sail@1.0.0", name: "spar", importer, ...versions };
}

export const differences = {
  "both-libc": {
    target: "pilot",
    what: "packages for musl are on disk too, and are left out of the bundle",
    reason:
      "Yarn classic and Bun 1.3 do not look at `libc`; pnpm 9 takes it from the registry's short metadata, and that of verdaccio, which the test uses, has none",
    edges: {
      missing: ["engine@1.0.0 > @engine/linuxmusl-x64 = nothing"],
      instead: ["engine@1.0.0 > @engine/linuxmusl-x64 = @engine/linuxmusl-x64@1.0.0"],
    },
  },
  "peer-of-the-first": {
    target: "regatta",
    what: "there is one `sail` for both importers, and it finds `spar` 1",
    reason: "one copy is hoisted for two importers that provide its peer in two versions, and `spar` 1 is beside it",
    edges: { missing: ["sail@1.0.0 > spar = spar@2.0.0"], instead: [] },
    files: { missing: packageAt("@harbour/ketch/node_modules/sail"), instead: [] },
    problems: [peerDiffers("@harbour/ketch@1.0.0", { found: "spar@1.0.0", expected: "spar@2.0.0" })],
  },
  "peer-of-the-second": {
    target: "regatta",
    what: "there is one `sail` for both importers, and it finds `spar` 2",
    reason: "one copy is hoisted for two importers that provide its peer in two versions, and `spar` 2 is beside it",
    edges: { missing: ["sail@1.0.0 > spar = spar@1.0.0"], instead: [] },
    files: {
      missing: [...packageAt("@harbour/ketch/node_modules/sail"), ...packageAt("@harbour/ketch/node_modules/spar")],
      instead: packageAt("@harbour/dinghy/node_modules/spar"),
    },
    problems: [peerDiffers("@harbour/dinghy@1.0.0", { found: "spar@2.0.0", expected: "spar@1.0.0" })],
  },
  "bundled-replaced": {
    target: "warehouse",
    what: "`crate` finds the `lid` of the registry, not the one that travels inside of it",
    reason: "a bundled dependency is resolved and installed like any other",
    edges: { missing: ["crate@1.0.0 > lid = lid@1.0.1-mended"], instead: ["crate@1.0.0 > lid = lid@1.5.0"] },
    files: { missing: packageAt("crate/node_modules/lid"), instead: [] },
  },
} as const satisfies Record<string, Difference>;

export type DifferenceName = keyof typeof differences;

/** The named differences of a layout that show in one target. */
export function differencesOf(names: readonly DifferenceName[], target: Target): readonly Difference[] {
  return names.map((name): Difference => differences[name]).filter((difference) => difference.target === target);
}

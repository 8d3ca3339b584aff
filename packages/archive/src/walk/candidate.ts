import type { PackageFile, PackError, Problem } from "@lambda-pack/model";

/**
 * Something found in a package's folder, before the rules say whether it is packed. A fault fails the pack only where the
 * rules select it; a problem is reported only there.
 */
export type Candidate = Found & {
  /** From the package's directory, with forward slashes; bytes that are not UTF-8 are escaped. */
  readonly path: string;
  /** The path as npm's own walkers see it, which replace what is not UTF-8; absent where that is the same. */
  readonly lossyPath?: string;
  /** Path of the outermost link on the way, which npm's walkers do not follow. */
  readonly link: string | undefined;
};

export type Found =
  | { readonly kind: "file"; readonly file: PackageFile }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "fault"; readonly error: PackError };

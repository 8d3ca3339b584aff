import type { BundlePath, Manifest } from "@lambda-pack/model";

/** One copy of a package in a zip. */
export interface ZipPackage {
  readonly dir: BundlePath;
  readonly name: string;
  /** Empty where nothing says it. */
  readonly version: string;
  readonly manifest: Manifest;
  /** Without a package.json: the target of a zip that has none. */
  readonly bare: boolean;
}

import type { BundlePackage } from "@lambda-pack/model";

export interface ModuleOptions {
  /** As it is set on Lambda, `index.handler`. Without one, what Node loads for the target's directory is where the check begins. */
  readonly handler?: string | undefined;
  /** Lambda's identifier, `nodejs22.x`. */
  readonly runtime: string;
  /** What the monorepo has under a name where a package lies, declared or not. */
  readonly findInstalled?:
    | ((from: BundlePackage, name: string) => { readonly version: string; readonly path: string } | undefined)
    | undefined;
  /** Whether a package was left out on purpose, so that something else, such as a layer, provides it. */
  readonly isLeftOut?: ((name: string) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of files that were read so far. */
  readonly onProgress?: ((files: number) => void) | undefined;
}

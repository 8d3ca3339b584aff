import type { BundlePackage, NameDeclaration } from "@lambda-pack/model";

export interface ModuleOptions extends SourceFacts {
  /** As it is set on Lambda, `index.handler`. Without one, what Node loads for the target's directory is where the check begins. */
  readonly handler?: string | undefined;
  /** Those of other functions that the bundle is for: each is judged as the first one. */
  readonly otherHandlers?: readonly string[] | undefined;
  /** Lambda's identifier, `nodejs22.x`. */
  readonly runtime: string;
  /** Whether a package was left out on purpose, so that something else, such as a layer, provides it. */
  readonly isLeftOut?: ((name: string) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of files that were read so far. */
  readonly onProgress?: ((files: number) => void) | undefined;
}

/** What the monorepo knows beyond the bundle; of a zip, nothing is known. */
export interface SourceFacts {
  /** What the monorepo has under a name where a package lies, declared or not. */
  readonly findInstalled?: ((from: BundlePackage, name: string) => InstalledName | undefined) | undefined;
  /** The package of the workspace that declares a name, other than one of these. */
  readonly findDeclaration?: ((name: string, except: BundlePackage) => NameDeclaration | undefined) | undefined;
  /** What a path leads to that is relative to a package and leads out of it; undefined where the package lies nowhere. */
  readonly findOutside?:
    | ((from: BundlePackage, path: string) => { readonly path: string; readonly package?: string } | undefined)
    | undefined;
  /** The file whose settings explain a specifier that only development tools understand, such as `paths` of a tsconfig.json. */
  readonly findAlias?: ((from: BundlePackage, specifier: string) => string | undefined) | undefined;
  /** Whether a package's directory has a file, packed or not. */
  readonly hasFile?: ((from: BundlePackage, path: string) => boolean) | undefined;
  /** The files of a package's directory, packed or not, as far as they are few: in the package, and from the workspace's root. */
  readonly listFiles?: ((from: BundlePackage) => readonly SourceFile[]) | undefined;
}

export interface SourceFile {
  readonly inPackage: string;
  readonly path: string;
}

export interface InstalledName {
  readonly version: string;
  readonly path: string;
  /** Whether nothing that the package manager knows put it there. */
  readonly generated?: boolean;
}

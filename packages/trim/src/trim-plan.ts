import type { BundlePath, InstanceId } from "@lambda-pack/model";
import type { FileClass } from "@lambda-pack/scan";

export type TrimMode = "files" | "reachable";

/** Which entries of a bundle are packed, each with its reason. A value: printed as JSON, it says everything. */
export interface TrimPlan {
  readonly mode: TrimMode;
  /** Every file that stays, by its path, in the order of the bundle. Links stay always, and are not listed. */
  readonly kept: ReadonlyMap<string, KeptReason>;
  /** Every file that is left out, by its path, in the order of the bundle. */
  readonly left: ReadonlyMap<string, LeftReason>;
  /** Copies of third-party packages that stay whole, but for classes of files, by their directories. */
  readonly whole: ReadonlyMap<BundlePath, WholeReason>;
  /** Packages of which nothing can be loaded: their package.json and licences stay. Ordered by id. */
  readonly leftPackages: readonly InstanceId[];
}

/** Where something stands that keeps a file. */
export interface TrimPlace {
  /** A file of the bundle. */
  readonly from: string;
  readonly line: number;
}

export type KeptReason =
  /** A file of the target or of another package of the workspace. */
  | { readonly kind: "own" }
  /** Where Lambda begins, where that is no file of an own package. */
  | { readonly kind: "entry" }
  | { readonly kind: "manifest" }
  | { readonly kind: "licence" }
  /** By `files`, what is of no class that is left out. */
  | { readonly kind: "other" }
  /** A literal leads to it. */
  | (TrimPlace & { readonly kind: "imported"; readonly specifier: string })
  /** A path that begins at the file leads to it, or to a folder above it. */
  | (TrimPlace & { readonly kind: "beside"; readonly path: string })
  /** A name that is put together begins so that it may lead to it. */
  | (TrimPlace & { readonly kind: "prefix"; readonly prefix: string })
  /** Its package is kept whole: `whole` says why. */
  | { readonly kind: "whole" }
  /** The package names files of its class, or is known to read them. */
  | { readonly kind: "class"; readonly class: FileClass; readonly from?: string }
  /** Its package.json leads to it. */
  | { readonly kind: "named-by-manifest"; readonly field: string }
  | { readonly kind: "setting"; readonly pattern: string };

export type WholeReason =
  /** It loads or opens what its text does not name. `what` is what stands there. */
  | (TrimPlace & { readonly kind: "computes"; readonly what: string })
  /** Another package computes a name, which may be the name of this one. */
  | (TrimPlace & { readonly kind: "named-elsewhere"; readonly what: string })
  /** Another package takes its directory. */
  | (TrimPlace & { readonly kind: "directory-taken"; readonly specifier: string })
  /** It has native code, which looks for more beside itself. */
  | { readonly kind: "native"; readonly file: string }
  /** Native code of another package looks for it beside itself. */
  | { readonly kind: "sibling"; readonly of: InstanceId }
  /** A file that is loaded cannot be read, so nothing is known of what it loads. */
  | { readonly kind: "unread"; readonly from: string; readonly reason: UnreadFile }
  /** Nothing of the target is known to run: there is no code, or not the file that Lambda loads. */
  | { readonly kind: "no-entry"; readonly entry?: string }
  /** The bundle is for other functions, which may load it: a layer. */
  | { readonly kind: "layer" }
  /** `whole` of the settings names it. */
  | { readonly kind: "setting" }
  /** The table of known packages says so. */
  | { readonly kind: "known"; readonly note: string };

export type UnreadFile = "syntax-error" | "too-deep" | "too-large" | "unknown" | "unreadable";

export type LeftReason =
  /** A class of files that no code loads. */
  | { readonly kind: "class"; readonly class: FileClass }
  /** Nothing that can run leads to it. */
  | { readonly kind: "unreached" }
  /** It is made for another platform, and what is made for the function's lies beside it. */
  | { readonly kind: "other-platform" }
  /** Nothing that can run leads to any file of its package. */
  | { readonly kind: "package-unreached" };

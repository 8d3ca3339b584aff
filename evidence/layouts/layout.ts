import type { Tree } from "@lambda-pack/test-support/disk/tree";
import type { DifferenceName } from "./differences.ts";

/** One way of installing a monorepo: a package manager, its version, and what the root's files say. */
export interface Layout {
  readonly name: string;
  /** The package manager's release, as `toolBin` takes it; it and the others are put on PATH. */
  readonly tool: Tool;
  readonly besides?: readonly Tool[];
  /** What the root's package.json says besides its name. */
  readonly rootFields: Readonly<Record<string, unknown>>;
  /** Further files at the root. */
  readonly rootFiles?: (places: Places) => Tree;
  readonly env?: (places: Places) => Readonly<Record<string, string>>;
  readonly commands: readonly (readonly [string, ...string[]])[];
  /** What it installs otherwise than the others. */
  readonly differences: readonly DifferenceName[];
  /** What Node is started with to run a module in place, where plain Node does not find the packages. */
  readonly nodeArguments?: (root: string) => readonly string[];
}

/** One that is in the table of docs/layouts.md. */
export interface TabledLayout extends Layout {
  /** Where Node finds `wave`, which only `pilot` needs, from the root on: it shows that the layout is what its name says. */
  readonly wave: RegExp;
  /** What else must be there, from the root on. */
  readonly signs?: readonly string[];
}

export interface Tool {
  /** `pnpm-10.34.8` */
  readonly release: string;
  /** The executable's name, where it is not the package's. */
  readonly bin?: string;
}

/** Where one install may write: nothing else on the machine is read or written. */
export interface Places {
  /** A registry's address, ending with a slash. */
  readonly registry: string;
  /** For caches, stores and settings; outside of the monorepo. */
  readonly outside: string;
}

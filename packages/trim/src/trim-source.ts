import type { Bundle, BundleFile } from "@lambda-pack/model";
import type { Entry, FileFacts, ResolverSource, TextFormat } from "@lambda-pack/scan";
import type { TrimMode } from "./trim-plan.ts";

/** What a user asks for. */
export interface TrimOptions {
  readonly mode: TrimMode;
  /** Names of packages that are kept whole. */
  readonly whole: readonly string[];
  /** Files of packages that are kept, and what they load. */
  readonly include: readonly IncludedFiles[];
  /** Names of packages that open nothing but what their literals name, whatever they compute. */
  readonly reachable: readonly string[];
}

export interface IncludedFiles {
  /** As it is written in the settings. */
  readonly pattern: string;
  /** Of the package. */
  readonly name: string;
  /** Whether a path, from the package's directory, is meant. */
  readonly matches: (path: string) => boolean;
}

/** All that decides what is kept, but for what the files say. */
export interface TrimSource {
  readonly bundle: Bundle;
  readonly resolver: ResolverSource;
  readonly options: TrimOptions;
  /** Where Lambda begins: the handlers' files, and what else is named. Files of own packages are roots in any case. */
  readonly entries: readonly Entry[];
  /** Files of third-party packages that are made for other platforms, where those for the function's lie beside them. */
  readonly foreign?: ReadonlySet<string> | undefined;
  /** A handler or main file that is set and not there: what it loads is not known. */
  readonly absent?: string | undefined;
}

/** A file whose facts are needed, and as what it is to be read. */
export interface FileToRead {
  readonly file: BundleFile;
  readonly format: TextFormat;
}

/** What is known of a file: undefined where it has not been read yet. */
export type FactsAt = (path: string) => FileFacts | "unreadable" | undefined;

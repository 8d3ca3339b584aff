import type { FindingSeverity, ImportTime } from "@lambda-pack/model";
import type { Ask, ResolverSource } from "@lambda-pack/scan";
import type { ModuleOptions } from "../module-options.ts";
import type { Owner } from "./owner.ts";

/** One place of a file that asks for another one, and all that a finding about it depends on. */
export interface AskedIn {
  readonly ask: Ask;
  readonly path: string;
  readonly owner: Owner;
  readonly ownerOf: (path: string) => Owner | undefined;
  readonly resolver: ResolverSource;
  readonly options: ModuleOptions;
  readonly programs: readonly ResolvingProgram[];
}

/** A program that changes what Node finds, and the file of the bundle that loads it. */
export interface ResolvingProgram {
  readonly name: string;
  readonly file: string;
}

interface AskPlace {
  readonly package: string;
  readonly path: string;
  readonly line: number;
  readonly specifier: string;
}

/** Where it stands, as findings name it. */
export function askPlace({ ask, path, owner }: AskedIn): AskPlace {
  return { package: owner.label, path, line: ask.line, specifier: ask.specifier };
}

/** The severity when something cannot be loaded; undefined where the failure is caught. */
export function failureSeverity(when: ImportTime): FindingSeverity | undefined {
  return severities[when];
}

const severities: Readonly<Record<ImportTime, FindingSeverity | undefined>> = {
  loading: "error",
  running: "warning",
  guarded: undefined,
  never: "warning",
};

import type { Importer, Workspace } from "@lambda-pack/model";
import type { EffectiveOptions } from "./config/effective-options.ts";
import type { PackOptions, Progress } from "./pack-options.ts";
import type { Report } from "./report.ts";

export interface PackTarget {
  readonly workspace: Workspace;
  readonly importer: Importer;
  readonly options: EffectiveOptions;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Packs one package of the monorepo around `options.cwd`. */
export async function pack(options: PackOptions): Promise<Report> {
  throw new Error(`Packing of ${options.target} is not wired yet.`);
}

export async function packTarget({ importer }: PackTarget): Promise<Report> {
  throw new Error(`Packing of ${importer.path} is not wired yet.`);
}

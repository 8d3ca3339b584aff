import { isPackError } from "@lambda-pack/model";
import type { Manifest, PackError } from "@lambda-pack/model";

/** A broken manifest is kept until here, where its package turns out to be needed. */
export function manifestOrThrow(manifest: Manifest | PackError): Manifest {
  if (isPackError(manifest)) throw manifest;
  return manifest;
}

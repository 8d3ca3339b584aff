import { isPackError, type Manifest, type PackError } from "@lambda-pack/model";

/** A broken manifest is kept until here, where its package turns out to be needed. */
export function manifestOrThrow(manifest: Manifest | PackError): Manifest {
  if (isPackError(manifest)) throw manifest;
  return manifest;
}

import { join } from "node:path";

import { buildStaging, listPackageFiles, writeBundle } from "@lambda-pack/archive";
import type { Archive, BundlePath, InstanceId } from "@lambda-pack/model";

import { manifest } from "./manifest.ts";

/** Packs the importer in a directory, without dependencies. */
export async function packTree(dir: string, out: string): Promise<Archive> {
  const label = "database@1.0.0";
  const { files } = await listPackageFiles({
    dir,
    label,
    path: "",
    root: dir,
    importer: true,
    manifest: manifest(),
    bundled: [],
    leaveOut: new Set(),
  });
  const instance = label as InstanceId;
  const path = "" as BundlePath;
  const layout = {
    target: instance,
    links: "auto" as const,
    placements: new Map([[path, { kind: "copy", path, instance } as const]]),
  };
  const staging = buildStaging({ layout, filesOf: () => files });
  const { archive } = await writeBundle(staging, {
    archive: join(out, "database.zip"),
    stageDir: join(out, "database"),
  });
  if (archive === undefined) throw new Error("There is no archive.");
  return archive;
}

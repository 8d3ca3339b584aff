import { statfsSync } from "node:fs";

import type { StagedEntry, StagedFile } from "@lambda-pack/model";

/**
 * Kinds of read-only images, by the numbers that Linux gives them: erofs, squashfs, cramfs, romfs, ISO 9660, UDF. What they say of times was
 * written when the image was made: two images may say the same of different contents.
 */
const IMAGES: ReadonlySet<number> = new Set([
  0xe0_f5_e1_e2, 0x73_71_73_68, 0x28_cd_3d_45, 0x72_75, 0x96_60, 0x15_01_31_46,
]);

/** Of so few files, equal times prove nothing. */
const FEW_FILES = 3;

/**
 * The devices on which times tell nothing of contents: images, and those that have one change time for all files, in whole seconds, as
 * no disk gives it. Their files are read.
 */
export function devicesWithoutTimes(
  entries: readonly StagedEntry[],
  typeOf: (path: string) => number | undefined = fileSystemType,
): ReadonlySet<number> {
  const devices = new Map<number, Device>();
  for (const entry of entries) if (entry.kind === "file") count(devices, entry);
  const mute = [...devices].filter(([, { file, files, isUniform }]) => {
    if (isUniform && file.ctimeMs % 1000 === 0 && files > FEW_FILES) return true;
    return IMAGES.has(typeOf(file.source) ?? 0);
  });
  return new Set(mute.map(([dev]) => dev));
}

interface Device {
  /** The first that is there. */
  readonly file: StagedFile;
  files: number;
  /** Whether all have its change time. */
  isUniform: boolean;
}

function count(devices: Map<number, Device>, file: StagedFile): void {
  const device = devices.get(file.dev);
  if (device === undefined) {
    devices.set(file.dev, { file, files: 1, isUniform: true });
    return;
  }
  device.files += 1;
  if (device.file.ctimeMs !== file.ctimeMs) device.isUniform = false;
}

/** Numbers that only Linux gives; undefined where the path leads into a zip, or to nothing. */
function fileSystemType(path: string): number | undefined {
  try {
    return statfsSync(path).type;
  } catch {
    return undefined;
  }
}

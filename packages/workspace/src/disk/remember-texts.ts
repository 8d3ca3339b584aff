import type { Disk } from "./open-disk.ts";
import { remember } from "./remember.ts";

/** The same disk, which reads each file once. For a reading that is soon over: the texts stay in memory as long as the disk. */
export function rememberTexts(disk: Disk): Disk {
  const texts = new Map<string, string | undefined>();
  return { ...disk, readText: (file) => remember(texts, file, () => disk.readText(file)) };
}

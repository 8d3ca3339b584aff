import type { StagedEntry, StagedFile, StagedLink } from "@lambda-pack/model";

import { openZipDataReader } from "../reuse/read-zip-data.ts";
import { addToZip, dataOfCompressed, dataOfKnown, dataOfLink } from "./add-to-zip.ts";
import type { EntryData } from "./add-to-zip.ts";
import type { EntriesToWrite } from "./entries-to-write.ts";
import { newRequest } from "./new-request.ts";
import { processedFiles } from "./processed-files.ts";
import type { ProcessedFile } from "./processed-files.ts";

/** Adds entries to the zip. A promise is given only where there is something to wait for. */
export interface ZipEntries {
  readonly addLink: (link: StagedLink, position: number) => Promise<void> | undefined;
  /** With what a thread has made of the file, where one was asked to. */
  readonly addFile: (
    file: StagedFile,
    position: number,
    processed: ProcessedFile | undefined,
  ) => Promise<void> | undefined;
  /** Files that were compressed. */
  readonly compressed: () => number;
  readonly close: () => void;
}

/** The data of a file is what a thread has compressed, or lies in an earlier zip. Undefined where no zip is written. */
export function openZipEntries(job: EntriesToWrite): ZipEntries | undefined {
  const { plan, zip, index } = job;
  if (zip === undefined) return undefined;
  const writer = zip;
  const earlier = openZipDataReader();
  let compressed = 0;

  return {
    addLink: (link, position) => addData(link, position, dataOfLink(link.target)),
    addFile: (file, position, processed) => {
      const data = dataAtHand(file, position, processed);
      return data === undefined ? compressAgain(file, position) : addData(file, position, data);
    },
    compressed: () => compressed,
    close: earlier.close,
  };

  function dataAtHand({ size }: StagedFile, position: number, file: ProcessedFile | undefined): EntryData | undefined {
    if (file?.data !== undefined) {
      compressed += 1;
      return dataOfCompressed(file.data, file.request.spill);
    }
    const number = file?.known;
    const content = number === undefined ? plan.knownAt(position) : plan.memory.contents.byNumber(number);
    return content && dataOfKnown(content, earlier, size);
  }

  /** An earlier zip has been damaged or replaced since its index was read. */
  async function compressAgain(entry: StagedFile, position: number): Promise<void> {
    const request = { ...newRequest(job, entry, position), compress: true };
    const [file] = processedFiles([request], await job.ownThread.process([request]));
    if (file?.data === undefined) throw new Error(`${entry.path} was not compressed`);
    compressed += 1;
    await addData(entry, position, dataOfCompressed(file.data, request.spill));
  }

  function addData(entry: StagedEntry, position: number, data: EntryData): Promise<void> | undefined {
    const packed = addToZip(writer, entry, data);
    if (!(packed instanceof Promise)) {
      index.setData(position, packed);
      return undefined;
    }
    return packed.then((place) => index.setData(position, place));
  }
}

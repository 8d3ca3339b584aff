import { RandomAccessReader } from "yauzl";
import type { RandomFile } from "../random-file.ts";

/** More than yauzl reads at once: a name, extra fields and a comment of 65,535 bytes each. */
const WINDOW = 2 ** 18;

/** Answers yauzl's many small reads, one behind the other, from a piece of the file that is read at once. */
export class WindowReader extends RandomAccessReader {
  /** Where the last read ended. */
  end = 0;
  readonly #file: RandomFile;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: RandomFile) {
    super();
    this.#file = file;
  }

  // yauzl gives these five.
  // oxlint-disable-next-line max-params
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, count?: number) => void,
  ): void {
    let count: number;
    try {
      count = this.#fill(buffer.subarray(offset, offset + length), position);
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    callback(null, count);
  }

  #fill(target: Buffer, position: number): number {
    this.end = position + target.length;
    // A damaged zip may name any place.
    if (position >= this.#file.size) return 0;
    if (position < this.#start || position + target.length > this.#start + this.#window.length) {
      const window = Buffer.allocUnsafe(Math.min(WINDOW, this.#file.size - position));
      this.#window = window.subarray(0, this.#file.read(window, position));
      this.#start = position;
    }
    return this.#window.copy(target, 0, position - this.#start, position - this.#start + target.length);
  }
}

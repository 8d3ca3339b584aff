/** The end of a log; what was before is forgotten, however long the log is. */
export interface LogTail {
  readonly add: (chunk: Buffer) => void;
  readonly content: () => Buffer;
}

/** Keeps the last `most` bytes, and in between at most as many again. */
export function logTail(most: number): LogTail {
  let chunks: Buffer[] = [];
  let bytes = 0;
  const content = (): Buffer => Buffer.concat(chunks).subarray(-most);
  return {
    add: (chunk) => {
      chunks.push(chunk.length > most ? Buffer.from(chunk.subarray(-most)) : chunk);
      bytes += Math.min(chunk.length, most);
      if (bytes <= 2 * most) return;
      // Copied: a view would hold on to all that it was cut from.
      const kept = Buffer.from(content());
      chunks = [kept];
      bytes = kept.length;
    },
    content,
  };
}

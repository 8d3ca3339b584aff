/** Where a gzip's header tells the operating system, RFC 1952 section 2.3; 255 stands for an unknown one. */
const place = 9;
const unknownSystem = 255;

/** Gives a function that takes a gzip piece by piece, and leaves it the same on every system: zlib tells on which one it ran. */
export function hideSystem(): (piece: Buffer) => Buffer {
  let start = 0;
  return (piece) => {
    const at = place - start;
    start += piece.length;
    if (at < 0 || at >= piece.length) return piece;
    const copy = Buffer.from(piece);
    copy[at] = unknownSystem;
    return copy;
  };
}

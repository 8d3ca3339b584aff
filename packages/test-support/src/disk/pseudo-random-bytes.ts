/** Bytes that cannot be compressed, the same each time. */
export function pseudoRandomBytes(length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let state = 1;
  for (let index = 0; index < length; index += 1) {
    state = (state * 48_271) % 2_147_483_647;
    bytes[index] = state >>> 8;
  }
  return bytes;
}

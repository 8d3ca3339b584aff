import { crc32 } from "node:zlib";

/**
 * One message of `application/vnd.amazon.eventstream`, in which Lambda sends streamed responses (Smithy specification, "Event
 * stream", "Amazon Event Stream Specification"): lengths, headers of strings, payload and two checksums.
 */
export function eventMessage(headers: Readonly<Record<string, string>>, payload: Uint8Array): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => stringHeader(name, value)));
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(prelude.length + head.length + payload.length + 4, 0);
  prelude.writeUInt32BE(head.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const message = Buffer.concat([prelude, head, payload]);
  const end = Buffer.alloc(4);
  end.writeUInt32BE(crc32(message));
  return Buffer.concat([message, end]);
}

/** The type of a header's value that is text. */
const STRING = 7;

function stringHeader(name: string, value: string): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([
    Buffer.from([Buffer.byteLength(name)]),
    Buffer.from(name),
    Buffer.from([STRING]),
    length,
    text,
  ]);
}

import type { ElfBytes } from "./elf-bytes.ts";

/** NODE_MODULE_VERSION that an addon is built for; `any` for one that uses Node-API, which all have. */
export type NodeVersion = number | "any";

/**
 * NODE_MODULE_VERSION of an addon that Node finds by a symbol with the number in its name (`NODE_MODULE_INIT` of node.h);
 * `any` for one of Node-API, and undefined for those that do not tell.
 */
export function readNodeVersion(
  bytes: Uint8Array,
  elf: ElfBytes,
  names: NamesTable | undefined,
): NodeVersion | undefined {
  if (names === undefined) return undefined;
  if (names.offset + names.size > elf.size) throw new RangeError("it points behind its own end");
  const table = Buffer.from(bytes.buffer, bytes.byteOffset + names.offset, names.size);
  if (table.includes("\0napi_register_module_v") || table.includes("\0napi_module_register\0")) return "any";
  const at = table.indexOf(PREFIX, 0, "latin1");
  if (at === -1) return undefined;
  const [, digits] = /^(\d{1,4})\0/.exec(table.toString("latin1", at + PREFIX.length, at + PREFIX.length + 5)) ?? [];
  // A second one would be for another version.
  const second = table.indexOf(PREFIX, at + 1, "latin1");
  return digits === undefined || second !== -1 ? undefined : Number(digits);
}

export interface NamesTable {
  readonly offset: number;
  readonly size: number;
}

const PREFIX = "\0node_register_module_v";

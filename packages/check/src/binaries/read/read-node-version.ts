import type { ElfBytes } from "./elf-bytes.ts";
import type { ElfSegments } from "./elf-segments.ts";
import { findElfSymbols } from "./elf-symbols.ts";

/** NODE_MODULE_VERSION that an addon is built for; `any` for one that uses Node-API, which all have. */
export type NodeVersion = number | "any";

export interface NamesTable {
  readonly offset: number;
  readonly size: number;
}

/**
 * NODE_MODULE_VERSION of an addon: the number in the name of the symbol by which Node finds it (`NODE_MODULE_INIT` of node.h), or
 * the first number of the record that it registers itself with (`NODE_MODULE`), which is found unless the file was stripped of
 * symbols. `any` for one of Node-API, and undefined where it does not say.
 */
export function readNodeVersion(
  bytes: Uint8Array,
  elf: ElfBytes,
  { names, segments }: { readonly names: NamesTable | undefined; readonly segments: ElfSegments },
): NodeVersion | undefined {
  if (names === undefined) return undefined;
  if (names.offset + names.size > elf.size) throw new RangeError("it points behind its own end");
  const table = Buffer.from(bytes.buffer, bytes.byteOffset + names.offset, names.size);
  if (table.includes("\0napi_register_module_v") || table.includes("\0napi_module_register\0")) return "any";
  const byName = findVersionInName(table);
  if (byName !== undefined || !table.includes("\0node_module_register\0")) return byName;
  return readRegistered(bytes, elf, segments);
}

const PREFIX = "\0node_register_module_v";

function findVersionInName(table: Buffer): number | undefined {
  const at = table.indexOf(PREFIX, 0, "latin1");
  if (at === -1) return undefined;
  const [, digits] = /^(\d{1,4})\0/u.exec(table.toString("latin1", at + PREFIX.length, at + PREFIX.length + 5)) ?? [];
  // A second one would be for another version.
  const second = table.indexOf(PREFIX, at + 1, "latin1");
  return digits === undefined || second !== -1 ? undefined : Number(digits);
}

/** `static node::node_module _module`, in whatever namespace, as GCC and Clang call it. */
const recordNames = /^_Z(?:N.*)?L7_moduleE?$/u;

/** Far from what any release of Node has had or will have soon. */
const [OLDEST, NEWEST] = [11, 999];

function readRegistered(bytes: Uint8Array, elf: ElfBytes, { offsetOf }: ElfSegments): number | undefined {
  const records = findElfSymbols(bytes, elf, "L7_module").filter(({ name }) => recordNames.test(name));
  const versions = new Set(
    records.flatMap(({ address }) => {
      const at = offsetOf(address);
      return at === undefined ? [] : elf.u32(at); // nm_version
    }),
  );
  const [version, ...others] = versions;
  if (version === undefined || others.length > 0 || version < OLDEST || version > NEWEST) return undefined;
  return version;
}

import type { ElfBytes } from "./elf-bytes.ts";

/** A symbol of the table that linkers leave for debuggers. */
export interface ElfSymbol {
  readonly name: string;
  /** The address of what it names. */
  readonly address: number;
}

interface Section {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  /** The section that has the names, by its number. */
  readonly link: number;
}

const SHT_SYMTAB = 2;

/** The symbols whose names hold a text. None where the table is missing: loading does not need it, and `strip` removes it. */
export function findElfSymbols(bytes: Uint8Array, elf: ElfBytes, text: string): readonly ElfSymbol[] {
  const sections = readSections(elf);
  const table = sections.find(({ type }) => type === SHT_SYMTAB);
  const names = table === undefined ? undefined : sections[table.link];
  if (table === undefined || names === undefined || names.offset + names.size > elf.size) return [];
  const wanted = findNames(Buffer.from(bytes.buffer, bytes.byteOffset + names.offset, names.size), text);
  if (wanted.size === 0) return [];

  const symbolSize = elf.wide ? 24 : 16;
  const end = Math.min(table.offset + table.size, elf.size) - symbolSize;
  const found: ElfSymbol[] = [];
  for (let at = table.offset; at <= end; at += symbolSize) {
    const name = wanted.get(elf.u32(at)); // st_name
    if (name !== undefined) found.push({ name, address: elf.word(at + (elf.wide ? 8 : 4)) }); // st_value
  }
  return found;
}

function readSections(elf: ElfBytes): readonly Section[] {
  const { wide } = elf;
  const start = elf.word(wide ? 40 : 32); // e_shoff
  const entrySize = elf.u16(wide ? 58 : 46); // e_shentsize
  const count = elf.u16(wide ? 60 : 48); // e_shnum
  if (start === 0 || start + count * entrySize > elf.size) return [];
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * entrySize;
    return {
      type: elf.u32(at + 4), // sh_type
      offset: elf.word(at + (wide ? 24 : 16)), // sh_offset
      size: elf.word(at + (wide ? 32 : 20)), // sh_size
      link: elf.u32(at + (wide ? 40 : 24)), // sh_link
    };
  });
}

/** Offset in a table of names → the whole name, of those that hold a text. */
function findNames(table: Buffer, text: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (let at = table.indexOf(text, 0, "latin1"); at !== -1;) {
    const start = table.lastIndexOf(0, at) + 1;
    const end = table.indexOf(0, at);
    if (end === -1) break;
    found.set(start, table.toString("latin1", start, end));
    at = table.indexOf(text, end, "latin1");
  }
  return found;
}

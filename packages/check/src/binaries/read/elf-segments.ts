import type { ElfBytes } from "./elf-bytes.ts";

/** What the program headers of an ELF file say. */
export interface ElfSegments {
  /** The loader that an executable asks for. */
  readonly interpreter: string | undefined;
  readonly dynamic: { readonly offset: number; readonly size: number } | undefined;
  /** Where in the file an address of the loaded program lies; undefined where nothing is loaded. */
  readonly offsetOf: (address: number) => number | undefined;
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;

/** Reads the program headers. Throws a `RangeError` for a file that ends before what they promise. */
export function readElfSegments(elf: ElfBytes): ElfSegments {
  const segments = readHeaders(elf);
  const loaded = segments.filter(({ type }) => type === PT_LOAD);
  if (loaded.some(({ offset, size }) => offset + size > elf.size)) throw new RangeError("its end is missing");
  const interpreter = segments.find(({ type }) => type === PT_INTERP);
  return {
    interpreter: interpreter === undefined ? undefined : elf.text(interpreter.offset),
    dynamic: segments.find(({ type }) => type === PT_DYNAMIC),
    offsetOf(address) {
      const segment = loaded.find((each) => address >= each.address && address < each.address + each.size);
      return segment === undefined ? undefined : address - segment.address + segment.offset;
    },
  };
}

function readHeaders(elf: ElfBytes): readonly Segment[] {
  const { wide } = elf;
  const start = elf.word(wide ? 32 : 28); // e_phoff
  const entrySize = elf.u16(wide ? 54 : 42); // e_phentsize
  const count = elf.u16(wide ? 56 : 44); // e_phnum
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * entrySize;
    return {
      type: elf.u32(at), // p_type
      offset: elf.word(at + (wide ? 8 : 4)), // p_offset
      address: elf.word(at + (wide ? 16 : 8)), // p_vaddr
      size: elf.word(at + (wide ? 32 : 16)), // p_filesz
    };
  });
}

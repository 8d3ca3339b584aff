import type { ElfBytes } from "./elf-bytes.ts";
import type { ElfSegments } from "./elf-segments.ts";

/** What the dynamic section of an ELF file says to the loader. */
export interface ElfDynamic {
  /** Libraries, as named. */
  readonly needed: readonly string[];
  /** Folders to look for them, `$ORIGIN` not replaced. */
  readonly searchPaths: readonly string[];
  /** Library → versions of its symbols. */
  readonly versions: ReadonlyMap<string, readonly string[]>;
  /** An executable that is linked like a library. */
  readonly movable: boolean;
  /** Where the names of symbols and libraries lie. */
  readonly names: { readonly offset: number; readonly size: number } | undefined;
}

const DT_NULL = 0;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_STRSZ = 10;
const DT_RPATH = 15;
const DT_RUNPATH = 29;
const DT_FLAGS_1 = 0x6ffffffb;
const DF_1_PIE = 0x08000000;
const DT_VERNEED = 0x6ffffffe;
const DT_VERNEEDNUM = 0x6fffffff;

/** Reads the dynamic section; undefined for a file without one, which is linked statically. */
export function readElfDynamic(elf: ElfBytes, { dynamic, offsetOf }: ElfSegments): ElfDynamic | undefined {
  if (dynamic === undefined) return undefined;
  const tags = readTags(elf, dynamic);
  const [namesAddress] = tags.get(DT_STRTAB) ?? [];
  const names = namesAddress === undefined ? undefined : offsetOf(namesAddress);
  // A flag of the lower 32 bits: `&` drops those above.
  const movable = ((tags.get(DT_FLAGS_1)?.[0] ?? 0) & DF_1_PIE) !== 0;
  if (names === undefined) return { needed: [], searchPaths: [], versions: new Map(), movable, names: undefined };

  const textsOf = (tag: number): readonly string[] => (tags.get(tag) ?? []).map((at) => elf.text(names + at));
  const [versionsAddress] = tags.get(DT_VERNEED) ?? [];
  const versions = versionsAddress === undefined ? undefined : offsetOf(versionsAddress);
  return {
    needed: textsOf(DT_NEEDED),
    searchPaths: [...textsOf(DT_RPATH), ...textsOf(DT_RUNPATH)].flatMap((paths) => paths.split(":")),
    versions:
      versions === undefined
        ? new Map()
        : readVersions(elf, { at: versions, count: tags.get(DT_VERNEEDNUM)?.[0] ?? 0, names }),
    movable,
    names: { offset: names, size: tags.get(DT_STRSZ)?.[0] ?? 0 },
  };
}

/** Tag → its values, in their order. */
function readTags(elf: ElfBytes, section: NonNullable<ElfSegments["dynamic"]>): ReadonlyMap<number, readonly number[]> {
  const tags = new Map<number, number[]>();
  const half = elf.wide ? 8 : 4;
  const end = section.offset + section.size;
  for (let at = section.offset; at < end; at += 2 * half) {
    const tag = elf.word(at); // d_tag
    if (tag === DT_NULL) break;
    const value = elf.word(at + half); // d_un
    const values = tags.get(tag);
    if (values === undefined) tags.set(tag, [value]);
    else values.push(value);
  }
  return tags;
}

interface VersionTable {
  readonly at: number;
  readonly count: number;
  readonly names: number;
}

function readVersions(elf: ElfBytes, { at, count, names }: VersionTable): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  let library = at;
  for (let left = count; left > 0; left -= 1) {
    const name = elf.text(names + elf.u32(library + 4)); // vn_file
    const own = versions.get(name) ?? [];
    versions.set(name, own);
    for (const version of readVersionNames(elf, library, names)) own.push(version);
    const next = elf.u32(library + 12); // vn_next
    if (next === 0) break;
    library += next;
  }
  return versions;
}

function readVersionNames(elf: ElfBytes, library: number, names: number): readonly string[] {
  const found: string[] = [];
  let at = library + elf.u32(library + 8); // vn_aux
  for (let left = elf.u16(library + 2); left > 0; left -= 1) {
    found.push(elf.text(names + elf.u32(at + 8))); // vna_name
    const next = elf.u32(at + 12); // vna_next
    if (next === 0) break;
    at += next;
  }
  return found;
}

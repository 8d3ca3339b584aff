/** What an ELF file is to say. */
export interface ElfFacts {
  readonly machine?: keyof typeof machines;
  readonly bits?: 32 | 64;
  readonly order?: "little" | "big";
  readonly type?: "object" | "executable" | "shared";
  readonly abi?: number;
  readonly interpreter?: string;
  /** Without a dynamic section. */
  readonly isStatic?: boolean;
  readonly needed?: readonly string[];
  readonly runpath?: string;
  /** Library → versions of its symbols. */
  readonly versions?: Readonly<Record<string, readonly string[]>>;
  readonly symbols?: readonly string[];
  readonly pie?: boolean;
  /** A table for debuggers: name → the number that lies where it points. */
  readonly records?: Readonly<Record<string, number>>;
}

const machines = { ia32: 3, mips: 8, s390x: 22, arm: 40, x64: 62, arm64: 183 } as const;
const types = { object: 1, executable: 2, shared: 3 } as const;

/** Where the file is loaded: not at its own offsets. */
const BASE = 0x10000;

/** A small ELF file, as a linker would write it as far as the loader looks: headers, and all tables in one segment. */
export function elfOf(facts: ElfFacts = {}): Buffer {
  const { bits = 64, order = "little", isStatic = false, interpreter } = facts;
  const pen = penOf(bits, order);
  const headerSize = bits === 64 ? 64 : 52;
  const segmentSize = bits === 64 ? 56 : 32;
  const segments = 1 + (interpreter === undefined ? 0 : 1) + (isStatic ? 0 : 1);
  const names = namesOf(facts);

  const interpreterAt = headerSize + segments * segmentSize;
  const interpreterText = interpreter === undefined ? Buffer.alloc(0) : Buffer.from(`${interpreter}\0`);
  const namesAt = interpreterAt + interpreterText.length;
  const versions = versionsOf(facts, names, pen);
  const versionsAt = namesAt + names.bytes.length;
  const dynamicAt = versionsAt + versions.length;
  const dynamic = isStatic ? Buffer.alloc(0) : dynamicOf(facts, names, { pen, namesAt, versionsAt });
  const tail = recordsOf(facts, { pen, at: dynamicAt + dynamic.length });
  const size = dynamicAt + dynamic.length + tail.bytes.length;

  return Buffer.concat([
    headerOf(facts, { pen, segments, headerSize, segmentSize, tail }),
    segmentOf(pen, bits, { type: 1, at: 0, size }),
    ...(interpreter === undefined
      ? []
      : [segmentOf(pen, bits, { type: 3, at: interpreterAt, size: interpreterText.length })]),
    ...(isStatic ? [] : [segmentOf(pen, bits, { type: 2, at: dynamicAt, size: dynamic.length })]),
    interpreterText,
    names.bytes,
    versions,
    dynamic,
    tail.bytes,
  ]);
}

interface Pen {
  readonly u16: (value: number) => Buffer;
  readonly u32: (value: number) => Buffer;
  readonly word: (value: number) => Buffer;
}

function penOf(bits: 32 | 64, order: "little" | "big"): Pen {
  const write = (bytes: number) => (value: number) => {
    const buffer = Buffer.alloc(bytes);
    const view = new DataView(buffer.buffer, buffer.byteOffset, bytes);
    if (bytes === 8) view.setBigUint64(0, BigInt(value), order === "little");
    else if (bytes === 4) view.setUint32(0, value, order === "little");
    else view.setUint16(0, value, order === "little");
    return buffer;
  };
  return { u16: write(2), u32: write(4), word: write(bits / 8) };
}

interface HeaderPlan {
  readonly pen: Pen;
  readonly segments: number;
  readonly headerSize: number;
  readonly segmentSize: number;
  readonly tail: Tail;
}

function headerOf(
  { machine = "x64", bits = 64, order = "little", type = "shared", abi = 0 }: ElfFacts,
  { pen: { u16, u32, word }, segments, headerSize, segmentSize, tail }: HeaderPlan,
): Buffer {
  const identity = [0x7f, 0x45, 0x4c, 0x46, bits / 32, order === "little" ? 1 : 2, 1, abi, 0, 0, 0, 0, 0, 0, 0, 0];
  return Buffer.concat([
    Buffer.from(identity),
    u16(types[type]),
    u16(machines[machine]),
    u32(1),
    word(0), // e_entry
    word(headerSize), // e_phoff
    word(tail.sectionsAt), // e_shoff
    u32(0),
    u16(headerSize),
    u16(segmentSize),
    u16(segments),
    u16(bits === 64 ? 64 : 40),
    u16(tail.sections),
    u16(0),
  ]);
}

interface Segment {
  readonly type: number;
  readonly at: number;
  readonly size: number;
}

function segmentOf({ u32, word }: Pen, bits: 32 | 64, { type, at, size }: Segment): Buffer {
  const place = [word(at), word(BASE + at), word(BASE + at), word(size), word(size)];
  return bits === 64
    ? Buffer.concat([u32(type), u32(5), ...place, word(1)])
    : Buffer.concat([u32(type), ...place, u32(5), word(1)]);
}

interface Names {
  readonly bytes: Buffer;
  readonly at: (name: string) => number;
}

function namesOf({ needed = [], runpath, versions = {}, symbols = [] }: ElfFacts): Names {
  const all = [...needed, ...(runpath === undefined ? [] : [runpath]), ...Object.entries(versions).flat(2), ...symbols];
  const offsets = new Map<string, number>();
  let text = "\0";
  for (const name of new Set(all)) {
    offsets.set(name, text.length);
    text += `${name}\0`;
  }
  return { bytes: Buffer.from(text), at: (name) => offsets.get(name) ?? 0 };
}

/** One `Elf_Verneed` for each library, with its `Elf_Vernaux` behind it. */
function versionsOf({ versions = {} }: ElfFacts, names: Names, { u16, u32 }: Pen): Buffer {
  const libraries = Object.entries(versions);
  return Buffer.concat(
    libraries.flatMap(([library, own], index) => [
      u16(1),
      u16(own.length),
      u32(names.at(library)),
      u32(16),
      u32(index === libraries.length - 1 ? 0 : 16 + own.length * 16),
      ...own.flatMap((version, at) => [
        u32(0),
        u16(0),
        u16(2),
        u32(names.at(version)),
        u32(at === own.length - 1 ? 0 : 16),
      ]),
    ]),
  );
}

interface DynamicPlan {
  readonly pen: Pen;
  readonly namesAt: number;
  readonly versionsAt: number;
}

function dynamicOf(
  { needed = [], runpath, versions = {}, pie = false }: ElfFacts,
  names: Names,
  { pen: { word }, namesAt, versionsAt }: DynamicPlan,
): Buffer {
  const count = Object.keys(versions).length;
  const tags: readonly (readonly [number, number])[] = [
    ...needed.map((name) => [1, names.at(name)] as const),
    ...(runpath === undefined ? [] : [[29, names.at(runpath)] as const]),
    [5, BASE + namesAt],
    [10, names.bytes.length],
    ...(count === 0
      ? []
      : ([
          [0x6ffffffe, BASE + versionsAt],
          [0x6fffffff, count],
        ] as const)),
    ...(pie ? [[0x6ffffffb, 0x08000000] as const] : []),
    [0, 0],
  ];
  return Buffer.concat(tags.flatMap(([tag, value]) => [word(tag), word(value)]));
}

interface Tail {
  readonly bytes: Buffer;
  readonly sectionsAt: number;
  readonly sections: number;
}

/** The records, their names, the table of symbols that leads to them, and the headers of both tables. */
function recordsOf(
  { records = {}, bits = 64 }: ElfFacts,
  { pen: { u16, u32, word }, at }: { readonly pen: Pen; readonly at: number },
): Tail {
  const entries = Object.entries(records);
  if (entries.length === 0) return { bytes: Buffer.alloc(0), sectionsAt: 0, sections: 0 };
  const values = Buffer.concat(entries.map(([, value]) => u32(value)));
  const names = Buffer.from(`\0${entries.map(([name]) => `${name}\0`).join("")}`);
  const symbols = Buffer.concat(
    entries.map(([name], index) => {
      const [nameAt, address] = [u32(names.indexOf(`\0${name}\0`) + 1), word(BASE + at + index * 4)];
      const kind = Buffer.from([1, 0]);
      return bits === 64
        ? Buffer.concat([nameAt, kind, u16(1), address, word(4)])
        : Buffer.concat([nameAt, address, word(4), kind, u16(1)]);
    }),
  );
  const section = (type: number, offset: number, size: number): Buffer =>
    Buffer.concat([u32(0), u32(type), word(0), word(0), word(offset), word(size), u32(2), u32(0), word(1), word(0)]);
  const namesAt = at + values.length;
  const symbolsAt = namesAt + names.length;
  const headers = [section(0, 0, 0), section(2, symbolsAt, symbols.length), section(3, namesAt, names.length)];
  return {
    bytes: Buffer.concat([values, names, symbols, ...headers]),
    sectionsAt: symbolsAt + symbols.length,
    sections: headers.length,
  };
}

import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBinary } from "../../../src/binaries/read/read-binary.ts";
import { elfOf } from "../../elf-of.ts";
import type { ElfFacts } from "../../elf-of.ts";

function readElf(facts: ElfFacts) {
  return readBinary(elfOf(facts));
}

function readAddon(...symbols: readonly string[]) {
  return readElf({ symbols });
}

const addon: ElfFacts = {
  needed: ["libstdc++.so.6", "libc.so.6"],
  runpath: "$ORIGIN/../lib:/opt/lib",
  versions: { "libstdc++.so.6": ["GLIBCXX_3.4.21", "CXXABI_1.3"], "libc.so.6": ["GLIBC_2.14", "GLIBC_2.3"] },
  symbols: ["napi_register_module_v1"],
};

describe("an ELF file", () => {
  test("says its machine, its libraries with the versions of their symbols, and where they are looked for", () => {
    expect(readBinary(elfOf(addon))).toEqual({
      format: "elf",
      cpu: "x64",
      kind: "library",
      libc: "glibc",
      needed: ["libstdc++.so.6", "libc.so.6"],
      searchPaths: ["$ORIGIN/../lib", "/opt/lib"],
      versions: new Map([
        ["libstdc++.so.6", ["GLIBCXX_3.4.21", "CXXABI_1.3"]],
        ["libc.so.6", ["GLIBC_2.14", "GLIBC_2.3"]],
      ]),
      nodeVersion: "any",
    });
  });

  test.each([
    ["arm64", 64, "little"],
    ["arm", 32, "little"],
    ["ia32", 32, "little"],
    ["s390x", 64, "big"],
    ["mips", 32, "big"],
  ] as const)("of %s with %i bits in %s endian says the same", (machine, bits, order) => {
    const { cpu: _, ...expected } = readBinary(elfOf(addon)) as { readonly cpu: string };
    expect(readBinary(elfOf({ ...addon, machine, bits, order }))).toEqual({ ...expected, cpu: machine });
  });

  test("is an executable if it has an interpreter, a fixed address or the mark of one that can be moved", () => {
    expect(readElf({ interpreter: "/lib64/ld-linux-x86-64.so.2" })).toMatchObject({ kind: "executable" });
    expect(readElf({ type: "executable", isStatic: true })).toMatchObject({ kind: "executable" });
    expect(readElf({ pie: true })).toMatchObject({ kind: "executable" });
    expect(readElf({})).toMatchObject({ kind: "library" });
  });

  test.each<readonly [string, string, ElfFacts]>([
    ["glibc", "needs glibc's library", { needed: ["libc.so.6"] }],
    ["glibc", "needs versions of it only", { versions: { "ld-linux-x86-64.so.2": ["GLIBC_2.3"] } }],
    ["musl", "needs musl's library", { needed: ["libc.musl-x86_64.so.1"] }],
    ["musl", "has musl's loader", { interpreter: "/lib/ld-musl-aarch64.so.1", needed: ["libc.so"] }],
    // bcrypt 6 for musl and arm64.
    ["musl", "needs libc.so, and libgcc with a version called as one of glibc", muslOfArm()],
    ["bionic", "needs Android's library", { needed: ["libc.so"], versions: { "libc.so": ["LIBC"] } }],
    ["other", "needs the library of FreeBSD", { needed: ["libc.so.7"] }],
    ["other", "is marked as one of FreeBSD", { abi: 9, isStatic: true }],
    ["static", "has no dynamic section, as Go's", { type: "executable", isStatic: true }],
    ["none", "needs libgcc only", { versions: { "libgcc_s.so.1": ["GLIBC_2.0"] } }],
    ["none", "needs no C library", { needed: ["libvips-cpp.so.42"] }],
  ])("is of %s when it %s", (libc, _, facts) => {
    expect(readBinary(elfOf(facts))).toMatchObject({ format: "elf", libc });
  });

  test("that is an object file is not one that can be loaded", () => {
    expect(readBinary(elfOf({ type: "object" }))).toBeUndefined();
  });
});

function muslOfArm(): ElfFacts {
  return {
    machine: "arm64",
    needed: ["libgcc_s.so.1", "libc.so"],
    versions: { "libgcc_s.so.1": ["GCC_3.0", "GLIBC_2.0"] },
  };
}

describe("an addon", () => {
  test("tells the version of Node that it is built for by its symbol", () => {
    expect(readAddon("node_register_module_v127")).toMatchObject({ nodeVersion: 127 });
  });

  test("of Node-API is for any version, in both ways to register", () => {
    expect(readAddon("napi_register_module_v1", "node_register_module_v115")).toMatchObject({ nodeVersion: "any" });
    expect(readAddon("napi_module_register")).toMatchObject({ nodeVersion: "any" });
  });

  const registering = { symbols: ["node_module_register"] };

  test.each([
    ["_ZL7_module", 64, "little"],
    ["_ZN6camera12_GLOBAL__N_1L7_moduleE", 32, "big"],
  ] as const)("that registers itself tells it in the record %s", (name, bits, order) => {
    const records = { other: 7, [name]: 115 };
    expect(readElf({ ...registering, bits, order, records })).toMatchObject({ nodeVersion: 115 });
  });

  test("tells nothing in a record that is not registered, is not its own, or holds no such number", () => {
    expect(readElf({ records: { _ZL7_module: 115 } })).toMatchObject({ nodeVersion: undefined });
    expect(readElf({ ...registering, records: { _ZL7_modules: 115 } })).toMatchObject({ nodeVersion: undefined });
    expect(readElf({ ...registering, records: { _ZL7_module: 70_000 } })).toMatchObject({ nodeVersion: undefined });
    const two = { _ZL7_module: 115, _ZN1aL7_moduleE: 127 };
    expect(readElf({ ...registering, records: two })).toMatchObject({ nodeVersion: undefined });
    expect(readElf(registering)).toMatchObject({ nodeVersion: undefined });
  });

  test("tells nothing by names that are only alike", () => {
    expect(readAddon("my_node_register_module_v127")).toMatchObject({ nodeVersion: undefined });
    expect(readAddon("node_register_module_v127_extra")).toMatchObject({ nodeVersion: undefined });
    expect(readAddon("node_register_module_v115", "node_register_module_v127")).toMatchObject({
      nodeVersion: undefined,
    });
  });
});

describe("other formats", () => {
  test("macOS's are known in both byte orders, and by all processors of a universal one", () => {
    const thin = bytes("cffaedfe 0c000001 00000000");
    const fat = Buffer.concat([bytes("cafebabe 00000002"), fatEntry("01000007"), fatEntry("0100000c")]);
    expect(readBinary(thin)).toEqual({ format: "mach-o", cpus: ["arm64"] });
    expect(readBinary(bytes("feedfacf 01000007 00000000"))).toEqual({ format: "mach-o", cpus: ["x64"] });
    expect(readBinary(fat)).toEqual({ format: "mach-o", cpus: ["x64", "arm64"] });
    expect(readBinary(fat.subarray(0, 30))).toEqual({ format: "damaged", reason: "its end is missing" });
  });

  test("a class of Java begins as a universal binary of macOS does, and is none", () => {
    expect(readBinary(bytes("cafebabe 00000034 00200a00"))).toBeUndefined();
  });

  test("Windows's are known by the second of their signatures: a text may begin with the first", () => {
    const program = Buffer.alloc(200);
    program.write("MZ");
    program.writeUInt32LE(128, 60);
    program.write("PE\0\0", 128);
    program.writeUInt16LE(0x8664, 132);
    expect(readBinary(program)).toEqual({ format: "pe", cpu: "x64" });
    expect(readBinary(Buffer.from("MZ is the mark of Mark Zbikowski. ".repeat(9)))).toBeUndefined();
  });

  test("a text and an empty file are no binaries", () => {
    expect(readBinary(Buffer.from("#!/bin/sh\n"))).toBeUndefined();
    expect(readBinary(Buffer.alloc(0))).toBeUndefined();
  });
});

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(" ", ""), "hex");
}

function fatEntry(cpu: string): Buffer {
  return Buffer.concat([bytes(cpu), Buffer.alloc(16)]);
}

describe("a damaged file", () => {
  const whole = elfOf({
    ...addon,
    interpreter: "/lib64/ld-linux-x86-64.so.2",
    symbols: ["node_module_register"],
    records: { _ZL7_module: 115 },
  });

  test("is known as such wherever it is cut off", () => {
    for (let size = 4; size < whole.length; size += 1) {
      expect(readBinary(whole.subarray(0, size)), `${size} bytes`).toMatchObject({ format: "damaged" });
    }
  });

  test("with a class or byte order that there is not is damaged", () => {
    const broken = Buffer.from(whole);
    broken[4] = 7;
    expect(readBinary(broken)).toEqual({ format: "damaged", reason: "its header makes no sense" });
  });

  test("with random bytes behind its magic number never throws", () => {
    const header = fc.tuple(fc.constantFrom(1, 2), fc.constantFrom(1, 2), fc.constantFrom(2, 3));
    fc.assert(
      fc.property(header, fc.uint8Array({ minLength: 0, maxLength: 400 }), ([bits, order, type], rest) => {
        const start = Buffer.concat([bytes("7f454c46"), Buffer.from([bits, order, 1, 0]), Buffer.alloc(8)]);
        const typed = order === 1 ? [type, 0] : [0, type];
        expect(() => readBinary(Buffer.concat([start, Buffer.from(typed), rest]))).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  test("with some bytes changed never throws, and says why where it is refused", () => {
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
    fc.assert(
      fc.property(changes, (list) => {
        const broken = Buffer.from(whole);
        for (const [at, value] of list) broken[at] = value;
        const found = readBinary(broken);
        expect(found?.format === "damaged" ? found.reason : "it is sound").toMatch(/^(?:it|its|a) /u);
      }),
      { numRuns: 3000 },
    );
  });

  test("whose tables lead back to themselves comes to an end", () => {
    const count = 0xffff;
    const broken = Buffer.concat([elfOf(), Buffer.alloc(100_000, 1)]);
    // As many program headers as the header can count, each on top of the other.
    broken.writeUInt16LE(count, 56);
    broken.writeUInt16LE(0, 54);
    expect(readBinary(broken)).toEqual({ format: "damaged", reason: "its tables never end" });
  });
});

test.runIf(process.platform === "linux")("the running Node.js is an executable of this machine", () => {
  const found = readBinary(readFileSync(process.execPath));
  expect(found).toMatchObject({ format: "elf", cpu: process.arch, kind: "executable" });
});

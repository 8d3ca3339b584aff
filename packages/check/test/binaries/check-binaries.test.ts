import { isPackError } from "@lambda-pack/model";
import type { Finding } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { checkBinaries } from "../../src/binaries/check-binaries.ts";
import type { CheckBinariesOptions } from "../../src/binaries/check-binaries.ts";
import { readPackageFacts } from "../../src/read-package-facts.ts";
import { elfOf } from "../elf-of.ts";
import type { ElfFacts } from "../elf-of.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles, OpenedBundleOptions } from "@lambda-pack/test-support/bundles/opened-bundle";
import { platforms } from "../platforms.ts";

type Options = Partial<CheckBinariesOptions> & OpenedBundleOptions;

async function check(files: BundleFiles, options: Options = {}): Promise<readonly Finding[]> {
  const opened = openedBundle({ "package.json": telescope, ...files }, options);
  const packages = await readPackageFacts(opened, undefined);
  return checkBinaries(opened, { arch: "x64", runtime: "nodejs22.x", ...platforms, packages, ...options });
}

const telescope = { name: "telescope", version: "1.0.0", dependencies: { lens: "^2.0.0" } };
const lens = { name: "lens", version: "2.0.0" };
const lensOptional = { ...telescope, dependencies: {}, optionalDependencies: { lens: "^2.0.0" } };

const glibc: ElfFacts = { needed: ["libc.so.6"], versions: { "libc.so.6": ["GLIBC_2.17"] } };
const here = elfOf(glibc);
const arm = elfOf({ ...glibc, machine: "arm64" });
const musl = elfOf({ needed: ["libc.musl-x86_64.so.1"] });
const mac = Buffer.from("cffaedfe0c00000100000000".padEnd(400, "0"), "hex");
const program: ElfFacts = { ...glibc, interpreter: "/lib64/ld-linux-x86-64.so.2" };

function windows(): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write("MZ");
  bytes.writeUInt32LE(128, 60);
  bytes.write("PE\0\0", 128);
  bytes.writeUInt16LE(0x8664, 132);
  return bytes;
}

describe("the machine", () => {
  test("an addon for it is fine, and so is a program that needs no C library", async () => {
    const go = elfOf({ type: "executable", isStatic: true });
    expect(
      await check({
        "node_modules/lens/package.json": lens,
        "node_modules/lens/build/Release/lens.node": here,
        "node_modules/lens/bin/grind": { content: go, mode: 0o755 },
      }),
    ).toEqual([]);
  });

  test.each([
    ["another processor", arm, "linux arm64"],
    ["musl", musl, "linux x64 musl"],
    ["macOS", mac, "darwin arm64"],
    ["Windows", windows(), "win32 x64"],
    ["Android", elfOf({ needed: ["libc.so"], versions: { "libc.so": ["LIBC"] } }), "android x64"],
  ])("an addon for %s, and none that fits, breaks the function", async (_, content, madeFor) => {
    expect(
      await check({ "node_modules/lens/package.json": lens, "node_modules/lens/build/Release/lens.node": content }),
    ).toEqual([
      {
        kind: "wrong-binary",
        severity: "error",
        package: "lens@2.0.0",
        paths: ["node_modules/lens/build/Release/lens.node"],
        madeFor: [madeFor],
        platform: "linux x64 glibc",
      },
    ]);
  });

  test.each([
    ["vendor/macos/grind", "vendor/windows/grind.exe"],
    ["vendor/darwin-arm64/grind", "vendor/win32/grind.exe"],
    ["bin-osx/grind", "lib/win64/grind.exe"],
    ["grind", "grind.exe"],
  ])("helper programs %s and %s, which Linux has no use for, break nothing", async (forMac, forWindows) => {
    const found = await check({
      "node_modules/lens/package.json": lens,
      [`node_modules/lens/${forMac}`]: { content: mac, mode: 0o755 },
      [`node_modules/lens/${forWindows}`]: { content: windows(), mode: 0o755 },
    });
    expect(found).toMatchObject([
      { kind: "foreign-binaries", severity: "note", files: 2, programs: [forMac, forWindows].toSorted() },
    ]);
  });

  test.each([
    ["a program alone", "bin/grind", mac],
    ["one in a folder for Linux", "vendor/linux-arm64/grind", arm],
    ["one for another processor, beside that for Windows", "bin/grind", arm],
    ["an addon, whatever its folder", "prebuilds/darwin-x64/lens.node", mac],
    ["one of a package that is named for a system", "bin/grind", mac, "windows-lens"],
  ])("%s that does not fit may break the function", async (...[what, file, content, name = "lens"]) => {
    const found = await check({
      [`node_modules/${name}/package.json`]: { name, version: "2.0.0" },
      [`node_modules/${name}/${file}`]: { content, mode: 0o755 },
      ...(what.includes("Windows") ? { [`node_modules/${name}/bin/grind.exe`]: windows() } : {}),
    });
    expect(found).toContainEqual(
      expect.objectContaining({ kind: "wrong-binary", paths: [`node_modules/${name}/${file}`] }),
    );
  });

  test("it may not break it if everybody who needs the package does without", async () => {
    const files = { "node_modules/lens/package.json": lens, "node_modules/lens/lens.node": arm };
    const found = await check({ ...files, "package.json": lensOptional });
    expect(found).toMatchObject([{ kind: "wrong-binary", severity: "warning" }]);
  });

  test("it may not break it if the package has the same in JavaScript, as bufferutil has", async () => {
    const files = { "node_modules/lens/package.json": lens, "node_modules/lens/prebuilds/linux-x64/lens.node": here };
    const found = await check({ ...files, "node_modules/lens/fallback.js": "" }, { arch: "arm64" });
    expect(found).toMatchObject([{ kind: "wrong-binary", severity: "warning" }]);
    expect(await check({ ...files, "fallback.js": "" }, { arch: "arm64" })).toMatchObject([{ severity: "error" }]);
  });

  test("prebuilds for all platforms are fine when one fits, and could be left out", async () => {
    const prebuilds = {
      "node_modules/lens/package.json": lens,
      "node_modules/lens/prebuilds/linux-x64/lens.glibc.node": here,
      "node_modules/lens/prebuilds/linux-x64/lens.musl.node": musl,
      "node_modules/lens/prebuilds/linux-arm64/lens.node": arm,
      "node_modules/lens/prebuilds/darwin-arm64/lens.node": mac,
    };
    expect(await check(prebuilds)).toEqual([
      {
        kind: "foreign-binaries",
        severity: "note",
        package: "lens@2.0.0",
        files: 3,
        bytes: musl.length + arm.length + mac.length,
        platform: "linux x64 glibc",
      },
    ]);
    expect(await check(prebuilds, { arch: "arm64" })).toMatchObject([{ kind: "foreign-binaries", files: 3 }]);
    const { "node_modules/lens/prebuilds/linux-arm64/lens.node": _, ...others } = prebuilds;
    expect(await check(others, { arch: "arm64" })).toMatchObject([
      { kind: "wrong-binary", severity: "error", madeFor: ["darwin arm64", "linux x64", "linux x64 musl"] },
    ]);
  });

  test("a program that fits does not make up for an addon that does not", async () => {
    const found = await check({
      "node_modules/lens/package.json": lens,
      "node_modules/lens/lens.node": arm,
      "node_modules/lens/grind": { content: elfOf(program), mode: 0o755 },
    });
    expect(found).toMatchObject([{ kind: "wrong-binary", paths: ["node_modules/lens/lens.node"] }]);
  });

  test("a program for another system may be missed; what Windows and macOS name in their way is not", async () => {
    const files = { "node_modules/lens/package.json": lens, "node_modules/lens/vendor/ffmpeg": mac };
    expect(await check(files)).toMatchObject([
      { kind: "wrong-binary", severity: "warning", madeFor: ["darwin arm64"] },
    ]);
    expect(
      await check({
        "node_modules/lens/package.json": lens,
        "node_modules/lens/vendor/toast.exe": windows(),
        "node_modules/lens/vendor/Notifier.app/Contents/MacOS/notifier": mac,
      }),
    ).toMatchObject([{ kind: "foreign-binaries", severity: "note", files: 2 }]);
  });

  test("what looks like a binary by its name alone is none", async () => {
    expect(await check({ "lens.node": "exports.focus = () => 50;", "data.so": "" })).toEqual([]);
  });
});

describe("a package for another platform", () => {
  const sharp = {
    name: "sharp",
    version: "1.0.0",
    optionalDependencies: {
      "sharp-darwin-arm64": "1.0.0",
      "sharp-linux-x64": "1.0.0",
      "sharp-linux-x64-musl": "1.0.0",
    },
  };
  const sharpDarwin = { name: "sharp-darwin-arm64", version: "1.0.0", os: ["darwin"], cpu: ["arm64"] };
  const files = {
    "package.json": { ...telescope, dependencies: { sharp: "1.0.0" } },
    "node_modules/sharp/package.json": sharp,
    "node_modules/sharp-darwin-arm64/package.json": sharpDarwin,
    "node_modules/sharp-darwin-arm64/lib/sharp.node": mac,
  };

  test("in a zip that lacks the one for Lambda breaks the function", async () => {
    expect(await check(files)).toEqual([
      {
        kind: "wrong-binary",
        severity: "error",
        package: "sharp-darwin-arm64@1.0.0",
        paths: ["node_modules/sharp-darwin-arm64/lib/sharp.node"],
        madeFor: ["darwin arm64"],
        platform: "linux x64 glibc",
      },
    ]);
  });

  test("beside the one for Lambda could be left out", async () => {
    const both = {
      ...files,
      "node_modules/sharp-linux-x64/package.json": { name: "sharp-linux-x64", version: "1.0.0", os: ["linux"] },
      "node_modules/sharp-linux-x64/lib/sharp.node": here,
    };
    expect(await check(both)).toMatchObject([{ kind: "foreign-binaries", package: "sharp-darwin-arm64@1.0.0" }]);
  });

  test("that nobody offers for Lambda is not missed, as fsevents is not", async () => {
    const chokidar = { name: "sharp", version: "1.0.0", optionalDependencies: { "sharp-darwin-arm64": "1.0.0" } };
    const found = await check({ ...files, "node_modules/sharp/package.json": chokidar });
    expect(found).toMatchObject([{ kind: "foreign-binaries", severity: "note" }]);
  });

  test("in a bundle of the workspace is told by the pack's problems", async () => {
    expect(await check(files, { origin: "workspace" })).toEqual([]);
  });

  test("is known by its name where its fields say nothing of musl", async () => {
    const found = await check(
      {
        ...files,
        "node_modules/sharp-darwin-arm64/package.json": { name: "empty", version: "1.0.0" },
        "node_modules/sharp-darwin-arm64/lib/sharp.node": "none",
        "node_modules/sharp-linux-x64/package.json": { name: "sharp-linux-x64", version: "1.0.0" },
        "node_modules/sharp-linux-x64/sharp.node": here,
        "node_modules/sharp-linux-x64-musl/package.json": { name: "sharp-linux-x64-musl", version: "1.0.0" },
        "node_modules/sharp-linux-x64-musl/sharp.node": musl,
      },
      { origin: "workspace" },
    );
    expect(found).toMatchObject([{ kind: "foreign-binaries", package: "sharp-linux-x64-musl@1.0.0" }]);
  });
});

describe("versions of the C and C++ libraries", () => {
  test("that the runtime has are fine, compared by number", async () => {
    expect(await check({ "lens.node": needing("GLIBC_2.34", "GLIBCXX_3.4.29") })).toEqual([]);
    expect(await check({ "lens.node": needing("GLIBC_2.4") })).toEqual([]);
  });

  test("of libgcc are called as those of glibc, and are none", async () => {
    const versions = { "libc.so.6": ["GLIBC_2.17"], "libgcc_s.so.1": ["GLIBC_2.99"] };
    expect(await check({ "lens.node": elfOf({ ...glibc, versions }) })).toEqual([]);
  });

  test("that are newer than glibc's break the function", async () => {
    expect(await check({ "lens.node": needing("GLIBC_2.35") })).toEqual([
      {
        kind: "library-too-new",
        severity: "error",
        package: "telescope@1.0.0",
        path: "lens.node",
        library: "glibc",
        needs: "2.35",
        has: "2.34",
        runtime: "nodejs22.x",
      },
    ]);
  });

  test("depend on the runtime, and are not judged for one that is not known", async () => {
    const files = { "lens.node": needing("GLIBC_2.28") };
    expect(await check(files, { runtime: "nodejs18.x" })).toMatchObject([{ needs: "2.28", has: "2.26" }]);
    expect(await check(files, { runtime: "nodejs20.x" })).toEqual([]);
    expect(await check({ "lens.node": needing("GLIBC_9.9") }, { runtime: "nodejs26.x" })).toMatchObject([
      { has: "2.34" },
    ]);
    for (const runtime of ["nodejs99.x", "provided.al2023"]) {
      expect(await check({ "lens.node": needing("GLIBC_9.9") }, { runtime })).toEqual([]);
    }
  });

  test("that are newer than libstdc++'s may break it, since nobody says what AWS has", async () => {
    expect(await check({ "lens.node": needing("GLIBC_2.17", "GLIBCXX_3.4.30") })).toMatchObject([
      { kind: "library-too-new", severity: "warning", library: "libstdc++", needs: "3.4.30", has: "3.4.29" },
    ]);
  });

  test("may break it where another addon of the package works, or a program needs them", async () => {
    const files = { "lens-debian.node": needing("GLIBC_2.36"), "lens-rhel.node": needing("GLIBC_2.17") };
    expect(await check(files)).toMatchObject([{ path: "lens-debian.node", severity: "warning" }]);
    const tool = elfOf({ ...program, versions: { "libc.so.6": ["GLIBC_2.38"] } });
    expect(await check({ "bin/tool": { content: tool, mode: 0o755 } })).toMatchObject([
      { kind: "library-too-new", severity: "warning", path: "bin/tool" },
    ]);
  });
});

describe("a library that a binary asks for", () => {
  const missing = [
    {
      kind: "missing-shared-library",
      severity: "warning",
      package: "telescope@1.0.0",
      path: "build/tele.node",
      library: "liblens.so.3",
    },
  ];
  const library = elfOf({});

  test("and that lies nowhere is missed", async () => {
    expect(await check({ "build/tele.node": asking() })).toEqual(missing);
  });

  test("is found in lib, where Lambda looks, and in the package itself", async () => {
    expect(await check({ "build/tele.node": asking(), "lib/liblens.so.3": library })).toEqual([]);
    expect(await check({ "build/tele.node": asking(), "vendor/liblens.so.3": library })).toEqual([]);
  });

  test.each([
    "$ORIGIN/../node_modules/lens/lib",
    "/nowhere:${ORIGIN}/../node_modules/lens/lib",
    "/var/task/node_modules/lens/lib",
  ])("is found in another package by the search path %s", async (runpath) => {
    const lensFiles = { "node_modules/lens/package.json": lens, "node_modules/lens/lib/liblens.so.3": library };
    expect(await check({ "build/tele.node": asking(runpath), ...lensFiles })).toEqual([]);
    expect(await check({ "build/tele.node": asking(), ...lensFiles })).toEqual(missing);
  });

  test("is found through links, as pnpm lays packages out", async () => {
    const files = {
      "node_modules/lens": { link: "../store/lens" },
      "store/lens/package.json": lens,
      "store/lens/lib/liblens.so.3": { link: "liblens.so.3.1" },
      "store/lens/lib/liblens.so.3.1": library,
    };
    expect(await check({ "build/tele.node": asking("$ORIGIN/../node_modules/lens/lib"), ...files })).toEqual([]);
  });

  test("and that Lambda has is not missed", async () => {
    const needed = ["libc.so.6", "libm.so.6", "libpthread.so.0", "libstdc++.so.6", "libgcc_s.so.1", "libz.so.1"];
    expect(await check({ "lens.node": elfOf({ ...glibc, needed }) })).toEqual([]);
  });
});

describe("the version of Node.js", () => {
  test("that an addon is built for has to be the runtime's", async () => {
    const files = { "build/Release/lens.node": built("node_register_module_v115") };
    expect(await check(files)).toEqual([
      {
        kind: "wrong-node-version",
        severity: "error",
        package: "telescope@1.0.0",
        path: "build/Release/lens.node",
        found: 115,
        expected: 127,
        runtime: "nodejs22.x",
      },
    ]);
    expect(await check(files, { runtime: "nodejs20.x" })).toEqual([]);
    expect(await check(files, { runtime: "nodejs99.x" })).toEqual([]);
  });

  test("may be another one where the package is optional, as cpu-features is", async () => {
    const files = { "package.json": lensOptional, "node_modules/lens/package.json": lens };
    const content = built("node_register_module_v115");
    expect(await check({ ...files, "node_modules/lens/lens.node": content })).toMatchObject([
      { kind: "wrong-node-version", severity: "warning", package: "lens@2.0.0" },
    ]);
  });

  test("does not matter for Node-API, nor where an addon does not tell", async () => {
    expect(await check({ "lens.node": built("napi_register_module_v1") })).toEqual([]);
    expect(await check({ "lens.node": built() })).toEqual([]);
  });

  test("is right when one of several addons is built for it", async () => {
    const files = {
      "prebuilds/linux-x64/node.abi115.node": built("node_register_module_v115"),
      "prebuilds/linux-x64/node.abi127.node": built("node_register_module_v127"),
    };
    expect(await check(files)).toEqual([]);
    expect(await check(files, { runtime: "nodejs24.x" })).toMatchObject([{ found: 115 }, { found: 127 }]);
  });

  test("is right when one of several addons uses Node-API", async () => {
    const files = {
      "build/node-api.node": built("napi_register_module_v1"),
      "build/old.node": built("node_register_module_v115"),
    };
    expect(await check(files)).toEqual([]);
  });

  test("is told once for the two files that node-gyp leaves", async () => {
    const content = built("node_register_module_v115");
    const files = { "build/Release/lens.node": content, "build/Release/obj.target/lens.node": content };
    expect(await check(files)).toMatchObject([{ path: "build/Release/lens.node" }]);
  });
});

describe("other faults", () => {
  test("an addon that is cut off breaks the function, a program may not", async () => {
    expect(await check({ "lens.node": here.subarray(0, 100), "bin/tool": here.subarray(0, 200) })).toEqual([
      {
        kind: "damaged-binary",
        severity: "warning",
        package: "telescope@1.0.0",
        path: "bin/tool",
        reason: "its end is missing",
      },
      {
        kind: "damaged-binary",
        severity: "error",
        package: "telescope@1.0.0",
        path: "lens.node",
        reason: "it points behind its own end",
      },
    ]);
  });

  test("an addon with nothing in it, or what Git LFS leaves in its place, is no binary", async () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 84977953\n";
    const files = { "empty.node": "", "large.node": pointer, "notes.node": "Addons end in .node.", "bin/tool": "" };
    const damaged = { kind: "damaged-binary", severity: "error", package: "telescope@1.0.0" };
    expect(await check(files)).toEqual([
      { ...damaged, path: "empty.node", reason: "it is empty" },
      { ...damaged, path: "large.node", reason: "it is a Git LFS pointer", pointer: true },
    ]);
  });

  test("a program that nobody may execute is told; libraries need no such right", async () => {
    const files = { "bin/tool": elfOf(program), "bin/other": elfOf(program), "lib/libc.so.6": elfOf(program) };
    expect(await check(files)).toEqual([
      { kind: "not-executable", severity: "warning", package: "telescope@1.0.0", paths: ["bin/other", "bin/tool"] },
    ]);
    expect(await check({ "bin/tool": { content: elfOf(program), mode: 0o755 } })).toEqual([]);
  });

  test("the findings of each package follow one another", async () => {
    const found = await check({
      "lens.node": here.subarray(0, 100),
      "node_modules/lens/package.json": lens,
      "node_modules/lens/lens.node": arm,
    });
    expect(found.map((one) => [one.kind, "package" in one ? one.package : ""])).toEqual([
      ["damaged-binary", "telescope@1.0.0"],
      ["wrong-binary", "lens@2.0.0"],
    ]);
  });
});

describe("reading", () => {
  test("only what can be machine code by its name and mode is read", async () => {
    const long = "A".repeat(5000);
    const files: BundleFiles = {
      "main.js": long,
      LICENSE: long,
      "README.markdown": long,
      ".eslintrc": long,
      "cli.js": { content: long, mode: 0o755 },
      "tool.bin": { content: long, mode: 0o755 },
      "data.bin": long,
      grind: long,
      short: "#!/bin/sh",
    };
    const opened = openedBundle(files);
    const progress: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number): unknown => progress.push([done, total]);
    await checkBinaries(opened, { arch: "x64", runtime: "nodejs22.x", ...platforms, packages: new Map(), onProgress });
    expect(opened.reads).toEqual(["grind", "tool.bin"]);
    expect(progress).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
  });

  test("what is compressed by a method that Node.js does not have is left alone", async () => {
    expect(await check({ "lens.node": { content: arm, zipped: { method: 14 } } })).toEqual([]);
  });

  test("ends when the user stops the command", async () => {
    const stopped = await check({ "lens.node": here }, { signal: AbortSignal.abort("SIGINT") }).catch(
      (error: unknown) => error,
    );
    expect(isPackError(stopped) && stopped.code).toBe("INTERRUPTED");
  });
});

function needing(glibcVersion: string, cxx = "GLIBCXX_3.4.21"): Buffer {
  return elfOf({
    needed: ["libstdc++.so.6", "libc.so.6"],
    versions: { "libc.so.6": ["GLIBC_2.3", glibcVersion, "GLIBC_PRIVATE"], "libstdc++.so.6": [cxx, "CXXABI_1.3.15"] },
  });
}

function asking(runpath?: string): Buffer {
  return elfOf({ ...glibc, needed: ["libc.so.6", "liblens.so.3"], ...(runpath === undefined ? {} : { runpath }) });
}

function built(...symbols: readonly string[]): Buffer {
  return elfOf({ ...glibc, symbols });
}

async function readNothing(): Promise<never> {
  throw new Error("It is read");
}

test("a file that is too large for the machine is not read, and that is said", async () => {
  const opened = openedBundle({ "package.json": telescope, "lens.node": here });
  const entries = opened.bundle.entries.map((entry) =>
    entry.path === "lens.node" ? { ...entry, size: 262_144_001 } : entry,
  );
  const found = await checkBinaries(
    { ...opened, bundle: { ...opened.bundle, entries }, read: readNothing },
    { arch: "x64", runtime: "nodejs22.x", ...platforms, packages: new Map() },
  );
  expect(found).toEqual([
    {
      kind: "file-not-checked",
      severity: "warning",
      package: "telescope@1.0.0",
      path: "lens.node",
      reason: "too-large",
    },
  ]);
});

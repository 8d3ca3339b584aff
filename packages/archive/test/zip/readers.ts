import { execFileSync } from "node:child_process";

import { hasProgram } from "@lambda-pack/test-support/processes/has-program";

/** A program by other authors that reads zips. */
export interface Reader {
  readonly name: string;
  /** Reads every entry and compares it with its CRC; throws where anything is wrong. */
  readonly testAll: (zip: string) => void;
  /** Unpacks into a directory that exists. */
  readonly unpack: (zip: string, dir: string) => void;
  /** Whether it gives unpacked files names in composed normal form. */
  readonly composes: boolean;
  /** The content of one entry. */
  readonly readEntry: (zip: string, path: string) => string;
}

const open = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1])";

const known: readonly Reader[] = [
  {
    name: "unzip",
    composes: false,
    testAll: (zip) => run("unzip", ["-tqq", zip]),
    unpack: (zip, dir) => run("unzip", ["-qq", zip, "-d", dir]),
    readEntry: (zip, path) => run("unzip", ["-p", zip, path]),
  },
  ...["7zz", "7z"].map((name) => ({
    name,
    composes: false,
    testAll: (zip: string) => run(name, ["t", zip]),
    unpack: (zip: string, dir: string) => run(name, ["x", "-y", `-o${dir}`, zip]),
    readEntry: (zip: string, path: string) => run(name, ["e", "-so", zip, path]),
  })),
  {
    name: "bsdtar",
    composes: true,
    testAll: (zip) => run("bsdtar", ["-xOf", zip], "ignore"),
    unpack: (zip, dir) => run("bsdtar", ["-xf", zip, "-C", dir]),
    readEntry: (zip, path) => run("bsdtar", ["-xOf", zip, path]),
  },
  {
    name: "python3",
    composes: false,
    testAll: (zip) => run("python3", ["-c", `${open}; assert z.testzip() is None`, zip]),
    unpack: (zip, dir) => run("python3", ["-c", `${open}; z.extractall(sys.argv[2])`, zip, dir]),
    readEntry: (zip, path) =>
      run("python3", ["-c", `${open}; sys.stdout.buffer.write(z.read(sys.argv[2]))`, zip, path]),
  },
];

/** Those that are on this machine. */
export const readers: readonly Reader[] = known.filter(({ name }) => hasProgram(name));

function run(program: string, parameters: readonly string[], output: "pipe" | "ignore" = "pipe"): string {
  const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" };
  const stdio = ["ignore", output, "pipe"] as const;
  return execFileSync(program, parameters, { env, stdio: [...stdio], maxBuffer: 2 ** 28 })?.toString() ?? "";
}

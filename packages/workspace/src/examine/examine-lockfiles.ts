import { join } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { PackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import type { FoundWorkspace } from "../root/find-workspace.ts";
import { packageManagers } from "../package-managers/package-managers.ts";

/** A lockfile at the root. */
export interface LockfileFindings {
  readonly name: string;
  /** The version of its format, where the file says one. */
  readonly format?: string;
  /** It is the one that is read; others are of another package manager, or stand behind it. */
  readonly used: boolean;
  /** Why the one that is used cannot be read. */
  readonly error?: PackError;
}

/** bun.lockb is of an older form of Bun, which nothing reads. */
const names = new Set([
  ...Object.values(packageManagers).flatMap(({ lockfiles }) => [...lockfiles.keys()]),
  "bun.lockb",
]);

/** Every lockfile that lies at the root, ordered as package managers are. */
export async function examineLockfiles(disk: Disk, found: FoundWorkspace): Promise<readonly LockfileFindings[]> {
  const present = [...names].filter((name) => disk.isFile(join(found.root.dir, name)));
  const { lockfiles: parsers } = packageManagers[found.packageManager];
  const findings: LockfileFindings[] = [];
  let isUsed = false;
  // In the order in which the package manager asks for them.
  for (const name of [...parsers.keys()].filter((each) => present.includes(each))) {
    const finding: LockfileFindings = isUsed ? { name, used: false } : await examine(disk, found, name);
    isUsed ||= finding.used;
    findings.push(finding);
  }
  const others = present.filter((name) => !parsers.has(name)).map((name) => ({ name, used: false }));
  return [...findings, ...others].map((finding) => withFormat(disk, found, finding));
}

async function examine(disk: Disk, { root, packageManager }: FoundWorkspace, name: string): Promise<LockfileFindings> {
  const file = join(root.dir, name);
  try {
    const locked = await packageManagers[packageManager].lockfiles.get(name)?.(disk.readText(file) ?? "", file);
    return { name, used: locked !== undefined };
  } catch (error) {
    if (!isPackError(error)) throw error;
    return { name, used: true, error };
  }
}

function withFormat(disk: Disk, { root }: FoundWorkspace, finding: LockfileFindings): LockfileFindings {
  if (finding.name === "bun.lockb" || finding.error !== undefined) return finding;
  const format = formatOf(disk.readText(join(root.dir, finding.name)) ?? "");
  return format === undefined ? finding : { ...finding, format };
}

/** `lockfileVersion: '9.0'` and `"lockfileVersion": 3`; `# yarn lockfile v1`; Yarn's `__metadata`. */
function formatOf(text: string): string | undefined {
  const start = text.slice(0, 4096);
  return (
    /\blockfileVersion"?: *['"]?([\d.]+)/u.exec(start)?.[1] ??
    /^# yarn lockfile v(\d+)/mu.exec(start)?.[1] ??
    /^__metadata:\r?\n +version: (\d+)/mu.exec(start)?.[1]
  );
}

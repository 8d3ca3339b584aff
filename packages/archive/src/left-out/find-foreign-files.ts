import type { Platform } from "@lambda-pack/model";

import { parseMadeFor } from "./parse-made-for.ts";
import type { MadeFor } from "./parse-made-for.ts";

/**
 * Paths of a package's files that are made for other platforms, where what is made for this one lies beside them. Knows
 * the folders of prebuildify and node-pre-gyp, and the file names of napi-rs, by the words that those use; what looks
 * otherwise belongs to no platform, and so does everything of a choice that has nothing for this platform.
 */
export function findForeignFiles(paths: readonly string[], platform: Platform): ReadonlySet<string> {
  // Only a binary fits, and without one that fits nothing is foreign.
  if (!paths.some((path) => path.endsWith(".node"))) return new Set();
  const choices = new Map<string, Option[]>();
  for (const path of paths) {
    const option = optionOf(path, platform);
    if (option === undefined) continue;
    const choice = choices.get(option.choice);
    if (choice === undefined) choices.set(option.choice, [option]);
    else choice.push(option);
  }
  const certain = [...choices.values()].filter((options) => options.some(({ verdict }) => verdict === "fits"));
  return new Set(
    certain.flatMap((options) => options.flatMap((each) => (each.verdict === "foreign" ? each.path : []))),
  );
}

/** One file of those among which a loader chooses. */
interface Option {
  readonly path: string;
  /** The folder, or the beginning of the path, that the options have in common. */
  readonly choice: string;
  /** Only a binary fits; other files of a folder that fits stay with it. */
  readonly verdict: "fits" | "foreign" | "stays";
}

function optionOf(path: string, platform: Platform): Option | undefined {
  return folderOption(path, platform) ?? fileOption(path, platform);
}

/** `prebuilds/linux-x64/bcrypt.glibc.node`, `lib/binding/napi-v6-linux-glibc-x64/node_sqlite3.node`. */
function folderOption(path: string, platform: Platform): Option | undefined {
  const match = /^(.*\/)?(prebuilds|binding)\/([^/]+)\/(.+)$/u.exec(path);
  if (match === null) return undefined;
  const [, above = "", kind = "", folder = "", file = ""] = match;
  const made = parseMadeFor(folder);
  if (made === undefined) return undefined;
  const choice = `${above}${kind}/`;
  if (!fits(made, platform)) return { path, choice, verdict: "foreign" };
  if (!file.endsWith(".node") || file.includes("/")) return { path, choice, verdict: "stays" };
  return { path, choice, verdict: kind === "prebuilds" && hasForeignTag(file, platform) ? "foreign" : "fits" };
}

/** `snappy.linux-x64-gnu.node` beside `snappy.darwin-arm64.node`. */
function fileOption(path: string, platform: Platform): Option | undefined {
  const match = /^(.*)\.([^./]+)\.node$/u.exec(path);
  const made = match === null ? undefined : parseMadeFor(match[2] ?? "");
  if (made === undefined) return undefined;
  return { path, choice: `${match?.[1] ?? ""}.`, verdict: fits(made, platform) ? "fits" : "foreign" };
}

/** The tags of a prebuildify file that node-gyp-build compares with the machine, the last of a kind: `bcrypt.musl.node`. */
function hasForeignTag(file: string, { cpu, libc }: Platform): boolean {
  const tags = file.split(".").slice(0, -1);
  const madeForLibc = tags.findLast((tag) => tag === "glibc" || tag === "musl") ?? libc;
  const armVersion = cpu === "arm64" ? "armv8" : undefined;
  const madeForArm = tags.findLast((tag) => tag.startsWith("armv")) ?? armVersion;
  return madeForLibc !== libc || madeForArm !== armVersion;
}

function fits({ os, cpus, libc }: MadeFor, platform: Platform): boolean {
  return os === platform.os && cpus.includes(platform.cpu) && (libc === undefined || libc === platform.libc);
}

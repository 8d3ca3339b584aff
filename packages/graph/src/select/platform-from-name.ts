import type { PlatformFields } from "./fits-platform.ts";

const osTokens = new Map([
  ["linux", "linux"],
  ["linuxmusl", "linux"],
  ["darwin", "darwin"],
  ["win32", "win32"],
  ["windows", "win32"],
  ["android", "android"],
  ["freebsd", "freebsd"],
  ["openbsd", "openbsd"],
  ["netbsd", "netbsd"],
  ["sunos", "sunos"],
  ["aix", "aix"],
]);

const cpuTokens = new Map([
  ["x64", "x64"],
  ["64", "x64"],
  ["x86_64", "x64"],
  ["amd64", "x64"],
  ["arm64", "arm64"],
  ["aarch64", "arm64"],
  ["ia32", "ia32"],
  ["32", "ia32"],
  ["arm", "arm"],
  ["ppc64", "ppc64"],
  ["s390x", "s390x"],
  ["riscv64", "riscv64"],
  ["loong64", "loong64"],
  ["mips64el", "mips64el"],
]);

const muslTokens = new Set(["musl", "linuxmusl", "musleabihf"]);

/**
 * The platform that a package's name speaks of, as in `@img/sharp-linux-arm64` or `@rollup/rollup-linux-x64-gnu`; undefined
 * unless it names both a system and a processor. For packages that are not installed and of which the lockfile says nothing.
 */
export function platformFromName(name: string): PlatformFields | undefined {
  const tokens = name.toLowerCase().split(/[^a-z0-9_]+/u);
  const os = tokens.flatMap((token) => osTokens.get(token) ?? []);
  const cpu = tokens.flatMap((token) => cpuTokens.get(token) ?? []);
  if (os.length === 0 || cpu.length === 0) return undefined;
  const musl = tokens.some((token) => muslTokens.has(token));
  return { os, cpu, libc: os.includes("linux") ? [musl ? "musl" : "glibc"] : [] };
}

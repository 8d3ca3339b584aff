import type { Platform } from "@lambda-pack/model";

/** The three fields of package.json that say where a package runs; an empty list means everywhere. */
export interface PlatformFields {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
}

/** Whether the package can run on the platform, by the rules of npm's package.json documentation (`os`, `cpu`, `libc`). */
export function fitsPlatform({ os, cpu, libc }: PlatformFields, platform: Platform): boolean {
  // npm compares libc on Linux only; elsewhere the field says nothing.
  return (
    allows(os, platform.os) && allows(cpu, platform.cpu) && (platform.os !== "linux" || allows(libc, platform.libc))
  );
}

function allows(list: readonly string[], value: string): boolean {
  if (list.length === 0) return true;
  if (list.includes(`!${value}`)) return false;
  const wanted = list.filter((entry) => !entry.startsWith("!"));
  return wanted.length === 0 || wanted.includes(value) || wanted.includes("any");
}

import type { CheckBinariesOptions } from "../src/binaries/check-binaries.ts";

/** Short forms of what the pack knows of platforms, which the check is given by its caller. */
export const platforms: Pick<CheckBinariesOptions, "fitsPlatform" | "platformFromName"> = {
  fitsPlatform: ({ os, cpu, libc }, platform) =>
    fits(os, platform.os) && fits(cpu, platform.cpu) && fits(libc, platform.libc),
  platformFromName: (name) => {
    const [, os, cpu, musl] = /-(linux|darwin)-(x64|arm64)(-musl)?$/u.exec(name) ?? [];
    if (os === undefined || cpu === undefined) return undefined;
    return { os: [os], cpu: [cpu], libc: os === "linux" ? [musl === undefined ? "glibc" : "musl"] : [] };
  },
};

function fits(list: readonly string[], value: string): boolean {
  return list.length === 0 || list.includes(value);
}

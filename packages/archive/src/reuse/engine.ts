import { arch, versions } from "node:process";

/** What compresses. Equal engines give equal bytes for equal contents. */
export interface Engine {
  readonly name: "zlib";
  /** The version of the zlib inside of Node. */
  readonly version: string;
  /** The processor's architecture: zlib has code of its own for each. */
  readonly arch: string;
  /** 1 to 9; with 0, nothing is compressed. */
  readonly level: number;
}

/** The engine of this process at a level. */
export function engineAt(level: number): Engine {
  return { name: "zlib", version: versions.zlib ?? "unknown", arch, level };
}

/** The same text for equal engines only. */
export function engineId({ name, version, arch: processor, level }: Engine): string {
  return `${name} ${version} ${processor} level ${level}`;
}

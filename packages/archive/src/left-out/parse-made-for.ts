/** What a folder's or file's name says of the machine that a binary is for. */
export interface MadeFor {
  readonly os: string;
  readonly cpus: readonly string[];
  /** Undefined where the name does not say. */
  readonly libc: string | undefined;
}

/**
 * `linux-x64`, `darwin-x64+arm64`, `linux-arm64-musl`, `napi-v6-linux-glibc-x64`, `node-v115-win32-x64`; undefined as soon
 * as one word is not known.
 */
export function parseMadeFor(name: string): MadeFor | undefined {
  const [system = "", second = "", third, ...more] = name.replace(/^(?:napi|node)-v\d+-/u, "").split("-");
  // sqlite3 has the C library before the processor.
  const [cpu, ending] = third !== undefined && endings.has(second) ? [third, second] : [second, third];
  const os = systems.get(system);
  const cpus = cpu.split("+");
  if (os === undefined || more.length > 0 || !cpus.every((each) => processors.has(each))) return undefined;
  if (ending === undefined) return { os: os.name, cpus, libc: os.libc };
  return endings.has(ending) ? { os: os.name, cpus, libc: endings.get(ending) ?? os.libc } : undefined;
}

interface System {
  readonly name: string;
  readonly libc: string | undefined;
}

/** `process.platform`, and two names for Linux with one C library. */
const systems = new Map<string, System>([
  ...systemNames("aix android darwin freebsd ios linux netbsd openbsd openharmony sunos win32"),
  ["linuxglibc", { name: "linux", libc: "glibc" }],
  ["linuxmusl", { name: "linux", libc: "musl" }],
]);

/** `process.arch`, and what Apple makes of two. */
const processors: ReadonlySet<string> = new Set(
  "arm arm64 ia32 loong64 mips mips64el mipsel ppc ppc64 riscv64 s390 s390x universal x64".split(" "),
);

/** The C library, or a word that says no more than system and processor do. */
const endings = new Map<string, string | undefined>([
  ["eabi", undefined],
  ["glibc", "glibc"],
  ["gnu", "glibc"],
  ["gnueabihf", "glibc"],
  ["msvc", undefined],
  ["musl", "musl"],
  ["musleabihf", "musl"],
  ["simulator", undefined],
  ["unknown", undefined],
]);

function systemNames(names: string): readonly (readonly [string, System])[] {
  return names.split(" ").map((name) => [name, { name, libc: undefined }]);
}

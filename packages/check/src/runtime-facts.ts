/** What is known of a managed Node.js runtime of Lambda. */
export interface RuntimeFacts {
  /** Of Node.js. */
  readonly major: number;
  /** NODE_MODULE_VERSION: `process.versions.modules`. */
  readonly nodeModuleVersion: number | undefined;
  /** The newest versions whose symbols its libraries have. */
  readonly glibc: readonly number[];
  readonly libstdcxx: readonly number[];
  /** Libraries that the loader finds outside of the bundle, as far as is known. */
  readonly libraries: ReadonlySet<string>;
}

/** NODE_MODULE_VERSION by Node's major version. */
const moduleVersions = new Map([
  [10, 64],
  [12, 72],
  [14, 83],
  [16, 93],
  [18, 108],
  [20, 115],
  [22, 127],
  [24, 137],
  [26, 147],
]);

/** What glibc and gcc bring; every program needs it. */
const compilerLibraries = [
  "ld-linux-aarch64.so.1",
  "ld-linux-x86-64.so.2",
  "libc.so.6",
  "libdl.so.2",
  "libgcc_s.so.1",
  "libm.so.6",
  "libpthread.so.0",
  "libresolv.so.2",
  "librt.so.1",
  "libstdc++.so.6",
  "libutil.so.1",
];

/** Amazon Linux 2023: its package manager needs curl, and so zlib and OpenSSL 3, for which Prisma builds its engines. */
const amazonLinux2023 = {
  glibc: [2, 34],
  libstdcxx: [3, 4, 29],
  libraries: new Set([...compilerLibraries, "libcrypto.so.3", "libssl.so.3", "libz.so.1"]),
};

const amazonLinux2 = {
  glibc: [2, 26],
  libstdcxx: [3, 4, 24],
  libraries: new Set([...compilerLibraries, "libcrypto.so.10", "libssl.so.10", "libz.so.1"]),
};

/** Undefined for what is no managed runtime of Node.js, or one that ran on the first Amazon Linux. */
export function findRuntimeFacts(runtime: string): RuntimeFacts | undefined {
  const [, digits] = /^nodejs(\d+)\.x$/u.exec(runtime) ?? [];
  const major = Number(digits);
  if (digits === undefined || major < 10) return undefined;
  return { major, nodeModuleVersion: moduleVersions.get(major), ...(major < 20 ? amazonLinux2 : amazonLinux2023) };
}

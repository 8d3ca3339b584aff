/** What a runtime's operating system brings for native code. Versions are lists of numbers: 2.34 is `[2, 34]`. */
export interface LambdaSystem {
  /** The newest versions whose symbols its libraries have. */
  readonly glibc: readonly number[];
  readonly libstdcxx: readonly number[];
  /** Libraries that the loader finds outside of the bundle, as far as is known. */
  readonly libraries: ReadonlySet<string>;
}

/** What glibc and gcc provide; every program needs it. */
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
export const amazonLinux2023: LambdaSystem = {
  glibc: [2, 34],
  libstdcxx: [3, 4, 29],
  libraries: new Set([...compilerLibraries, "libcrypto.so.3", "libssl.so.3", "libz.so.1"]),
};

export const amazonLinux2: LambdaSystem = {
  glibc: [2, 26],
  libstdcxx: [3, 4, 24],
  libraries: new Set([...compilerLibraries, "libcrypto.so.10", "libssl.so.10", "libz.so.1"]),
};

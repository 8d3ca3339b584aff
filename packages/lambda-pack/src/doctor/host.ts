/** The machine that the command runs on. */
export interface Host {
  /** Of Node.js and what is in it, without a `v`. */
  readonly versions: { readonly node: string; readonly zlib: string };
  readonly platform: string;
  readonly arch: string;
  /** Of the operating system. */
  readonly release: string;
  /** The user's home directory: an absolute path. */
  readonly home: string;
  /** The directory of the tool's own package.json: an absolute path. */
  readonly toolDir: string;
}

/** What the tool's own package.json says. */
export interface Tool {
  readonly version: string;
  /** Where bugs are reported. */
  readonly bugs: string | undefined;
  /** The URL that the files of its repository, the docs among them, are read below. */
  readonly files: string | undefined;
  /** The range of Node.js that it is made for. */
  readonly node: string;
}

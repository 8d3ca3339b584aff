/** What the disk says of a file, by which a later run knows that nobody has touched or replaced it. */
export interface FileStamp {
  readonly ino: number;
  /** Change time in milliseconds. */
  readonly ctimeMs: number;
}

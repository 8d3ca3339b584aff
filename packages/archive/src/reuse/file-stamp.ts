/** What the disk says of a file, by which a later run knows that it was neither changed nor replaced. */
export interface FileStamp {
  readonly ino: number;
  /** Change time in milliseconds. */
  readonly ctimeMs: number;
}

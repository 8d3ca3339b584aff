/** Absolute paths that reveal the user. */
export interface Concealed {
  readonly home: string;
  /** The workspace, where there is one. */
  readonly root: string | undefined;
}

/**
 * A text without private details: the root of the workspace becomes `.`, home directories become `~`, and of addresses only the
 * scheme is left.
 */
export function conceal(text: string, { home, root }: Concealed): string {
  return replacePlace(replacePlace(text, root, "."), home, "~")
    .replaceAll(/(?:\/(?:home|Users)|[A-Za-z]:\\Users)[\\/][^\\/\s"':,;]+/gu, "~")
    .replaceAll(/\b([a-z][a-z\d+.-]*):\/\/[^\s"')]+/giu, "$1://…");
}

/** As a whole: `/srv/botland-old` is not below `/srv/botland`. What is at the root of the file system says nothing. */
function replacePlace(text: string, place: string | undefined, sign: string): string {
  if (place === undefined || place.length < 2) return text;
  return text.split(place).reduce((done, rest) => done + (/^[\w.-]*[\w-]/u.test(rest) ? place : sign) + rest);
}

/**
 * An argument, or an option and its value, whose path of Windows is written as its own calls know it: `C:\app` for `\\?\C:\app`,
 * and `\\host\share` for `\\?\UNC\host\share`. Other paths cannot be compared with the first form.
 */
export function plainArgument(argument: string): string {
  return argument.replace(
    /^(--?[\w-]+=)?\\\\\?\\(?:([a-zA-Z]:(?:\\|$))|UNC\\)/u,
    (_, option: string | undefined, drive: string | undefined) => (option ?? "") + (drive ?? "\\\\"),
  );
}

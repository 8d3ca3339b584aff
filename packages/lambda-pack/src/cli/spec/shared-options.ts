import { runOptions, settingOptions } from "./cli-option.ts";
import type { CliOption } from "./cli-option.ts";

const contentNames: ReadonlySet<string> = new Set([
  "prefix",
  "no-links",
  "arch",
  "runtime",
  "platform-packages",
  "prune-platforms",
]);

/** What decides which packages and files are in a bundle, and where: what is inspected is what would be packed. */
export const contentOptions: readonly CliOption[] = settingOptions.filter(
  ({ name, group }) => group === "Content" || contentNames.has(name),
);

/** What decides whether a bundle is too large. */
export const limitOptions: readonly CliOption[] = settingOptions.filter(
  ({ name }) => name === "max-size" || name === "max-zip-size",
);

/** What is about the run of any command. */
export const plainRunOptions: readonly CliOption[] = runOptions
  .filter(({ name }) => name !== "version")
  .map((option) => (option.name === "verbose" ? { ...option, describe: "Show more details" } : option));

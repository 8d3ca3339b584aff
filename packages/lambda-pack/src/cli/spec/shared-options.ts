import { runOptions, settingOptions } from "./cli-option.ts";
import type { CliOption } from "./cli-option.ts";
import type { CommandArgument } from "./command-spec.ts";

/** A bundle that is looked at. */
export const bundleArgument = {
  name: "package|zip",
  is: ["package", "zip"],
  here: true,
} as const satisfies CommandArgument;

const contentNames: ReadonlySet<string> = new Set([
  "prefix",
  "no-config",
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

/** What decides how severe something is: whether a bundle is too large, and the severities of problems. */
export const severityOptions: readonly CliOption[] = settingOptions.filter(({ name }) =>
  ["problem", "max-size", "max-zip-size"].includes(name),
);

/** What is about the run of any command. */
export const plainRunOptions: readonly CliOption[] = runOptions
  .filter(({ name }) => name !== "version")
  .map((option) => (option.name === "verbose" ? { ...option, describe: "Show more details" } : option));

import { compareBundles } from "@lambda-pack/inspect";
import type { BundleDifference } from "@lambda-pack/inspect";
import type { OpenedBundle } from "@lambda-pack/model";
import { diffSpec } from "../commands/diff.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { renderDiff } from "./render-diff.ts";
import { renderDiffMarkdown } from "./render-diff-markdown.ts";
import { usageError } from "../runner/refuse-command-line.ts";
import { runGuarded } from "../runner/run-guarded.ts";
import { viewOf } from "../terminal/view.ts";
import { withShownBundle } from "../runner/with-shown-bundle.ts";
import { SCHEMA_VERSION } from "../../report/schema-version.ts";

type DiffCommand = ParsedCommand<typeof diffSpec>;

/** Reports what differs between two bundles. As with diff itself, 1 means that they differ, and 2 that it failed. */
export async function runDiff(command: DiffCommand, io: Io): Promise<ExitCode> {
  const [before = "", after = ""] = command.args;
  return runGuarded({ command, io, failed: exitCodes.usage }, async () =>
    withShownBundle(before, { command, io }, async (a) =>
      withShownBundle(after, { command, io }, async (b) => {
        const faults = command.own.exact ? [a, b].flatMap(zipFault) : [];
        if (faults.length > 0) return usageError(faults, diffSpec, io);
        const difference = await compareBundles(a, b, { signal: io.signal });
        if (!command.quiet || command.json) io.stdout.write(outputOf(difference, { command, io }));
        const equal = command.own.exact ? difference.identical === true : difference.equal;
        return equal ? exitCodes.ok : exitCodes.failed;
      }),
    ),
  );
}

interface Run {
  readonly command: DiffCommand;
  readonly io: Io;
}

/** A package has no bytes before it is packed. */
function zipFault({ archive, bundle }: OpenedBundle): readonly string[] {
  return archive === undefined ? [`--exact compares two zips, and ${bundle.label} is a package of the workspace.`] : [];
}

function outputOf(difference: BundleDifference, { command, io }: Run): string {
  const { json, verbose, own } = command;
  if (json) return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...difference }, null, 2)}\n`;
  const files = own.files || verbose;
  if (own.markdown) return renderDiffMarkdown(difference, { files });
  return renderDiff(difference, { ...viewOf(io.stdout, io, command), files });
}

import { defined } from "@lambda-pack/model";
import type { PackError } from "@lambda-pack/model";
import type { FailedPack, JsonOutput, Report, ReportError } from "../../report/report.ts";
import { SCHEMA_VERSION } from "../../report/schema-version.ts";

/** What `--json` prints, ending in a line break. */
export function toJson(packs: readonly (Report | FailedPack)[], error?: PackError): string {
  const output: JsonOutput = {
    schemaVersion: SCHEMA_VERSION,
    packs,
    ...defined({ error: error && reportError(error) }),
  };
  return `${JSON.stringify(output, null, 2)}\n`;
}

/** What `--json` of all other commands prints where there is nothing but an error. */
export function errorJson(error: PackError): string {
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, error: reportError(error) }, null, 2)}\n`;
}

/** A `PackError` without its stack and cause. */
export function reportError({ code, message, hint, details }: PackError): ReportError {
  return { code, message, ...defined({ hint }), details };
}

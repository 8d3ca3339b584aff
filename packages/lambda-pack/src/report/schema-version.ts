/** The version of every JSON output. Within one version, fields are only added; `docs/report.md` lists what changed between two. */
export const SCHEMA_VERSION = 2;

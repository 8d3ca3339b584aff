import { readFileSync } from "node:fs";

const manifest: { readonly version: string } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

/** Of this tool. The module runs when the tool is built, and the text takes its place (`scripts/bundle-code.ts`). */
export const TOOL_VERSION = manifest.version;

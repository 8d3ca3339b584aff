import { writeFile } from "node:fs/promises";
import { compareAll } from "../test/conformance/compare-all.ts";
import { renderConformance } from "../test/conformance/render-conformance.ts";

/** Writes docs/runtime.md from what both clients do with every handler; a test holds that it is current. */
await writeFile(new URL("../docs/runtime.md", import.meta.url), renderConformance(await compareAll()));

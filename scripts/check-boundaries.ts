import path from "node:path";
import { checkBoundaries } from "./boundaries/check-boundaries.ts";

const faults = await checkBoundaries(path.join(import.meta.dirname, ".."));
for (const { file, line, message } of faults) console.error(`${file}:${line}: ${message}`);
process.exitCode = faults.length === 0 ? 0 : 1;

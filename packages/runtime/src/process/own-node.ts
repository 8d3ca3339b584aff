import { execPath, versions } from "node:process";
import type { FunctionOptions } from "../function-options.ts";

/** The Node.js that runs this code. */
export const ownNode: FunctionOptions["node"] = { path: execPath, major: Number(versions.node.split(".")[0]) };

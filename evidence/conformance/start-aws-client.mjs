// @ts-check
/** Starts a client of AWS, given its file and a handler, with a stand-in for its compiled part. */
import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";

createRequire(import.meta.url)("./rapid-client.cjs");

// What is left is what the client would have been started with.
process.argv.splice(1, 1);
const [, client = ""] = process.argv;
await import(pathToFileURL(client).href);

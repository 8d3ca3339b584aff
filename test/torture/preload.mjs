// @ts-check
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/** Tortures the built command: node --import. `TORTURE` is `<main or worker> <call> <code> <file to note the fault in>`. */
const [thread, at, code, file = ""] = (process.env["TORTURE"] ?? "").split(" ");

if (isMainThread === (thread === "main")) {
  const { arm } = await import("./disk-faults.mjs");
  const note = appendFileSync;
  arm({ at: Number(at), code: code ?? "EIO" }, (failed) => note(file, `${failed}\n`));
}

import { isJsonObject } from "@lambda-pack/workspace";
import type { PackError } from "@lambda-pack/model";
import { showValue } from "../../config/settings/value-checks.ts";
import type { Tool } from "../../doctor/host.ts";
import { printable } from "./printable.ts";
import { linesOf, pagesLines } from "./render-problems.ts";
import type { ShownProblem } from "./render-problems.ts";
import type { View } from "./view.ts";

/** Why a pack did not succeed: one line, and below it the problems where they are the reason. */
export function renderPackError(error: PackError, view: View): string {
  const problems = Array.isArray(error.details["problems"]) ? error.details["problems"].filter(isShownProblem) : [];
  return [
    errorLine([error.message, error.hint ?? ""], view),
    ...linesOf(problems, view),
    ...pagesLines(problems, view),
    "",
  ].join("\n");
}

/** What is wrong with a command line, in one line. */
export function renderUsageError(faults: readonly string[], view: View, command?: string): string {
  const help = command === undefined ? "lambda-pack --help" : `lambda-pack ${command} --help`;
  return `${errorLine([...faults, `Run ${help} for all options.`], view)}\n`;
}

/** An error that should not be possible, with all there is to find it by. */
export function renderBug(error: unknown, { bugs, version }: Pick<Tool, "bugs" | "version">): string {
  const where = bugs === undefined ? "to the authors of lambda-pack" : `at ${bugs}`;
  return `lambda-pack: This is a bug in lambda-pack ${version}. Please report it ${where}, with the lines below.\n${stackOf(error)}${causesOf(error)}\n`;
}

function errorLine(sentences: readonly string[], { colors }: View): string {
  const text = sentences.filter((sentence) => sentence !== "").map(printable);
  return `${colors.red("lambda-pack:")} ${text.join(" ")}`;
}

function isShownProblem(value: unknown): value is ShownProblem {
  return isJsonObject(value) && typeof value["message"] === "string" && typeof value["hint"] === "string";
}

function causesOf(error: unknown): string {
  if (!(error instanceof Error) || error.cause === undefined) return "";
  return `\nCaused by: ${stackOf(error.cause)}${causesOf(error.cause)}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : showValue(error);
}

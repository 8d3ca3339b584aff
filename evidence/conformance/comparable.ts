import type { ErrorPayload } from "../../packages/runtime/src/error-payload.ts";
import type { Client } from "./clients.ts";
import type { Answer, Observation } from "./observe-client.ts";

/** An observation without what no two runs share: times, process ids, and lines of stack traces outside of the handler's own files. */
export interface Comparable {
  readonly answers: readonly Answer[];
  readonly end: Observation["end"];
  readonly log: string;
}

export function comparable(
  { answers, end, output }: Observation,
  { client, taskRoot }: { readonly client: Client; readonly taskRoot: string },
): Comparable {
  const named = (text: string) =>
    client.files.reduce((shown, file) => shown.replaceAll(file, "/var/runtime/index.mjs"), text);
  return {
    answers: answers.map((answer) => comparableAnswer(answer, taskRoot, named)),
    end,
    log: maskTimes(ownFramesOfLog(named(readRecords(output)), taskRoot)),
  };
}

function comparableAnswer(answer: Answer, taskRoot: string, named: (text: string) => string): Answer {
  if (!("error" in answer) || answer.error === undefined) return answer;
  const { errorMessage, trace, ...error } = answer.error;
  const shown: ErrorPayload = {
    ...error,
    errorMessage: named(errorMessage),
    ...(trace === undefined ? {} : { trace: ownLines(trace, taskRoot).map(named) }),
  };
  return { ...answer, error: shown };
}

/** Lines of a trace that are no stack frame, and the places of the frames in the handler's own files. */
function ownLines(trace: readonly string[], taskRoot: string): readonly string[] {
  return trace
    .filter((line) => !/^\s+at /u.test(line) || line.includes(taskRoot))
    .map((line) => line.replace(/^\s+at (?:.* )?\(?([^ ()]+)\)?$/u, "at $1"));
}

/** Traces in a log are lines, lines within JSON text, or texts of a JSON array. */
function ownFramesOfLog(log: string, taskRoot: string): string {
  return log.replaceAll(
    /(?:,(?=")|\\n|\n)"?\s+at (?:[^"\\\n]* )?\(?([^ "()\\\n]+)\)?"?/gu,
    (frame: string, place: string) => (frame.includes(taskRoot) ? ` at ${place}` : ""),
  );
}

function maskTimes(log: string): string {
  const masked = log.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu, "<time>");
  return masked.replaceAll(/\(node:\d+\)/gu, "(node:<pid>)");
}

/** What AWS's client for the older runtimes says before it starts, which is its command's and not Lambda's. */
const commandsOwn = /^Executing '[^\n]*\n/u;

/**
 * The text of an output in which some records are framed: four bytes that say so, the length of the record in four, its time in
 * eight. One that lacks the line's end, as in JSON, gets it.
 */
function readRecords(output: Buffer): string {
  const texts: Buffer[] = [];
  let at = 0;
  while (at < output.length) {
    const begin = nextFrame(output, at);
    texts.push(output.subarray(at, begin));
    if (begin === output.length) break;
    const end = begin + 16 + output.readUInt32BE(begin + 4);
    const text = output.subarray(begin + 16, end);
    texts.push(text, Buffer.from(text.at(-1) === NEW_LINE ? "" : "\n"));
    at = end;
  }
  return Buffer.concat(texts).toString().replace(commandsOwn, "");
}

const NEW_LINE = 0x0a;

function nextFrame(output: Buffer, from: number): number {
  const found = output.indexOf(Buffer.from([0xa5, 0x5a, 0x00]), from);
  return found === -1 ? output.length : found;
}

import { isDeepStrictEqual } from "node:util";
import type { Contract } from "../../packages/model/src/lambda/runtimes.ts";
import { ricVersions } from "./clients.ts";
import type { Comparison } from "./compare-clients.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import type { Answer } from "./observe-client.ts";
import { contracts } from "./runs.ts";

/** One case with what came of it. */
export interface ComparedCase {
  readonly tested: ConformanceCase;
  readonly comparisons: Readonly<Record<Contract, readonly Comparison[]>>;
}

/** Whether both clients did the same. */
export function isSame({ ours, aws }: Comparison): boolean {
  return isDeepStrictEqual(ours, aws);
}

/** The page with all cases. */
export function renderConformance(topics: ReadonlyMap<string, readonly ComparedCase[]>): string {
  const cases = [...topics.values()].flat();
  const compared = cases.flatMap(({ comparisons }) => Object.values(comparisons).flat());
  const same = compared.filter(isSame).length;
  return `${intro(cases.length, compared.length, same)}
${[...topics].map(([topic, rows]) => renderTopic(topic, rows)).join("\n")}
${renderDifferences(cases)}`;
}

function intro(cases: number, compared: number, same: number): string {
  return `# What a handler meets

\`lambda-pack invoke\` and \`lambda-pack serve\` run a handler with a client of Lambda's Runtime API that is made to behave as
AWS's own, [aws-lambda-ric](https://github.com/aws/aws-lambda-nodejs-runtime-interface-client): release ${ricVersions.callback} for nodejs22.x
and older (**callback**), ${ricVersions.promise} for nodejs24.x and newer (**promise**). \`--runtime\` chooses, whatever Node.js runs it. Below, ${cases}
handlers are run by both clients, against the same server. \`npm run conformance\` writes this page;
[the test](../evidence/conformance/conformance.test.ts) does the same, and fails where this page says otherwise.

${same} of ${compared} comparisons are equal: the same response, the same error with its type, message and the frames of its trace in the
handler's own files, the same exit code, and the same log but for its times. The log is compared with what AWS's client hands to
Lambda, record by record; what Node.js itself writes to standard error is not. AWS's client runs without a compiler: a
[stand-in](../evidence/conformance/rapid-client.cjs) has the part of its compiled file that makes HTTP calls.

- **callback**, **promise**: what comes of the handler, and the lines of Node.js on which that was compared.
- *nothing*: it never answers, and times out. *exit 1*: the process ends with that code; before an answer, Lambda reports
  \`Runtime.ExitError\`.
`;
}

function renderTopic(topic: string, rows: readonly ComparedCase[]): string {
  const lines = rows.map(({ tested, comparisons }) => {
    const cells = contracts.map((contract) => renderCell(tested, contract, comparisons[contract]));
    return `| ${escaped(tested.name)} | ${cells.join(" | ")} |`;
  });
  return `## ${topic}\n\n| handler | callback | promise |\n| --- | --- | --- |\n${lines.join("\n")}\n`;
}

function renderCell({ differs }: ConformanceCase, contract: Contract, comparisons: readonly Comparison[]): string {
  const outcomes = new Map<string, readonly number[]>();
  for (const { major, ours } of comparisons) {
    const outcome = outcomeOf(ours.answers, ours.end);
    outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), major]);
  }
  const shown = [...outcomes].map(([outcome, majors]) => `${outcome} (${majors.join(", ")})`);
  return `${shown.join("; ")}${differs?.[contract] === undefined ? "" : " [differs](#differences)"}`;
}

function outcomeOf(answers: readonly Answer[], end: number | string): string {
  const shown = [...new Set(answers.map(answerText))].filter((text) => text !== "");
  return [...shown, ...(typeof end === "number" ? [`exit ${end}`] : [])].join(", ");
}

function answerText(answer: Answer): string {
  if (answer.kind === "end") return "";
  if (answer.kind === "nothing") return "*nothing*";
  if (answer.kind === "response") return code(answer.body);
  if (answer.kind !== "stream") return `${answer.kind} \`${escaped(answer.error.errorType)}\``;
  return `stream ${code(answer.body)}${answer.error === undefined ? "" : `, then \`${escaped(answer.error.errorType)}\``}`;
}

/** Characters of a response that fit into a row. */
const MAX_SHOWN = 32;

function code(text: string): string {
  const printable = text.replaceAll(/[\p{Cc}\u2028]/gu, "·");
  return text === ""
    ? "(empty)"
    : `\`${escaped(printable.length > MAX_SHOWN ? `${printable.slice(0, MAX_SHOWN)}…` : printable)}\``;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}

function renderDifferences(cases: readonly ComparedCase[]): string {
  const lines = cases.flatMap(({ tested }) =>
    contracts.flatMap((contract) => {
      const why = tested.differs?.[contract];
      return why === undefined ? [] : [`- **${tested.name}**, ${contract}: ${why}`];
    }),
  );
  return `## Differences\n\n${lines.join("\n")}\n`;
}

/** What must agree. */
export interface ProblemPages {
  /** Kind of problem → the severities that it may have. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  /** Kind of finding → the severities that it may have. */
  readonly findings: Readonly<Record<string, readonly string[]>>;
  /** Text of the index, with a row for each kind. */
  readonly index: string;
  /** Kind → text of its page. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Pages that lack a part or say another severity than the code, and kinds that the index has no row for, or another one. */
export function checkProblemPages({ problems, findings, index, pages }: ProblemPages): readonly string[] {
  const severityOf = (kind: string) => inWords(problems[kind] ?? findings[kind] ?? []);
  const rows = listRows(index);
  const expected = [...pages].map(([kind, page]) => rowOf(kind, severityOf(kind), page));
  return [
    ...[...pages].flatMap(([kind, page]) => {
      const severity = severityOf(kind);
      const ofProblem = kind in problems;
      return [
        ...commonFaults(page, severity),
        ...(ofProblem ? problemFaults(page, severity) : findingFaults(page)),
      ].map((fault) => `${place(kind)} ${fault}.`);
    }),
    ...expected.filter((row) => !rows.includes(row)).map((row) => `docs/problems.md lacks the row ${row}`),
    ...rows.filter((row) => !expected.includes(row)).map((row) => `docs/problems.md has the row ${row}`),
  ];
}

function place(kind: string): string {
  return `docs/problems/${kind}.md`;
}

/** `error`, `error or note`, `error, warning or note`. */
function inWords(severities: readonly string[]): string {
  const last = severities.at(-1) ?? "undefined";
  return severities.length < 2 ? last : `${severities.slice(0, -1).join(", ")} or ${last}`;
}

function commonFaults(page: string, severity: string): readonly string[] {
  const said = /^Severity: (?<severity>.+)\.$/mu.exec(page)?.groups?.["severity"];
  return [
    ...(said === severity ? [] : [`says the severity ${said}, which is ${severity}`]),
    ...(/^```text\n {2}- {2}\S.*\n {5}\S.*\n```$/mu.test(page) ? [] : ["shows no message with its hint"]),
  ];
}

function problemFaults(page: string, severity: string): readonly string[] {
  const failsPack = page.includes("[PROBLEMS_UNDER_STRICT](../errors/PROBLEMS_UNDER_STRICT.md)");
  return [
    ...headingFaults(page, ["## Why", "## What to do", "## Under `--strict`"]),
    ...(failsPack === severity.includes("warning") ? [] : ["is wrong about --strict"]),
  ];
}

/** What holds on Lambda cannot be seen here: each page says who says so. */
function findingFaults(page: string): readonly string[] {
  return headingFaults(page, ["## Why", "## What to do", "## Source"]);
}

function headingFaults(page: string, headings: readonly string[]): readonly string[] {
  const found = page.match(/^## .*$/gmu) ?? [];
  return found.join() === headings.join() ? [] : [`has not just the headings ${headings.join(", ")}`];
}

/** The page's first line is what the index says. */
function rowOf(kind: string, severity: string, page: string): string {
  const summary = /^# .*\n\n(?<summary>.+)\n/u.exec(page)?.groups?.["summary"];
  return `| [${kind}](problems/${kind}.md) | ${severity} | ${summary} |`;
}

function listRows(index: string): readonly string[] {
  return index.match(/^\| \[.*$/gmu) ?? [];
}

/** What must agree. */
export interface ProblemPages {
  /** Kind → severity, as the code has it. */
  readonly severities: Readonly<Record<string, string>>;
  /** Text of the index, with a row for each kind. */
  readonly index: string;
  /** Kind → text of its page. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Pages that lack a part or say another severity than the code, and kinds that the index has no row for, or another one. */
export function checkProblemPages({ severities, index, pages }: ProblemPages): readonly string[] {
  const rows = listRows(index);
  const expected = [...pages].map(([kind, page]) => rowOf(kind, severities[kind], page));
  return [
    ...[...pages].flatMap(([kind, page]) =>
      faultsOf(page, severities[kind]).map((fault) => `${place(kind)} ${fault}.`),
    ),
    ...expected.filter((row) => !rows.includes(row)).map((row) => `docs/problems.md lacks the row ${row}`),
    ...rows.filter((row) => !expected.includes(row)).map((row) => `docs/problems.md has the row ${row}`),
  ];
}

function place(kind: string): string {
  return `docs/problems/${kind}.md`;
}

const headings = ["## Why", "## What to do", "## Under `--strict`"];

function faultsOf(page: string, severity: string | undefined): readonly string[] {
  const said = /^Severity: (?<severity>\w+)\.$/m.exec(page)?.groups?.["severity"];
  const found = page.match(/^## .*$/gm) ?? [];
  const failsPack = page.includes("[PROBLEMS_UNDER_STRICT](../errors/PROBLEMS_UNDER_STRICT.md)");
  return [
    ...(said === severity ? [] : [`says the severity ${said}, which is ${severity}`]),
    ...(found.join() === headings.join() ? [] : [`has not just the headings ${headings.join(", ")}`]),
    ...(/^```text\n {2}- {2}\S.*\n {5}\S.*\n```$/m.test(page) ? [] : ["shows no message with its hint"]),
    ...(failsPack === (severity === "warning") ? [] : ["is wrong about --strict"]),
  ];
}

/** The page's first line is what the index says. */
function rowOf(kind: string, severity: string | undefined, page: string): string {
  const summary = /^# .*\n\n(?<summary>.+)\n/.exec(page)?.groups?.["summary"];
  return `| [${kind}](problems/${kind}.md) | ${severity} | ${summary} |`;
}

function listRows(index: string): readonly string[] {
  return index.match(/^\| \[.*$/gm) ?? [];
}

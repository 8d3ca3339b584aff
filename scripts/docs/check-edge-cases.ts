export interface EdgeCases {
  /** Markdown with a table row for each case: number, behaviour, test files or why there are none. */
  readonly page: string;
  /** Cases are numbered from 1 to this. */
  readonly count: number;
  /** Asked for paths from the root. */
  readonly exists: (file: string) => boolean;
}

interface Row {
  readonly number: number;
  readonly holders: string;
}

/** Cases without a row or with two, rows that name no test and no reason, and tests that are not there. */
export function checkEdgeCases({ page, count, exists }: EdgeCases): readonly string[] {
  const rows = listRows(page);
  const numbers = rows.map(({ number }) => number);
  const wanted = Array.from({ length: count }, (_, index) => index + 1);
  return [
    ...wanted
      .filter((number) => !numbers.includes(number))
      .map((number) => `docs/edge-cases.md has no row for case ${number}.`),
    ...numbers
      .filter((number, index) => numbers.indexOf(number) !== index || !wanted.includes(number))
      .map((number) => `docs/edge-cases.md has a row too many for case ${number}.`),
    ...rows.flatMap((row) => checkRow(row, exists)),
  ];
}

function checkRow({ number, holders }: Row, exists: EdgeCases["exists"]): readonly string[] {
  const files = [...holders.matchAll(/`(?<file>[^`]+)`/gu)].map(({ groups }) => groups?.["file"] ?? "");
  const tests = files.filter((file) => file.endsWith(".test.ts"));
  if (tests.length === 0 && !/^(?:does not apply|not tested): \S/u.test(holders)) {
    return [`docs/edge-cases.md names neither a test nor a reason for case ${number}.`];
  }
  return tests
    .filter((file) => !exists(file))
    .map((file) => `docs/edge-cases.md, case ${number}: there is no ${file}.`);
}

function listRows(page: string): readonly Row[] {
  const rows = page.matchAll(/^\| *(?<number>\d+) *\|[^|\n]*\|(?<holders>[^|\n]*)\|$/gmu);
  return [...rows].map(({ groups }) => ({
    number: Number(groups?.["number"]),
    holders: (groups?.["holders"] ?? "").trim(),
  }));
}

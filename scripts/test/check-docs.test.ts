import { expect, test } from "vitest";
import { checkCodes } from "../docs/check-codes.ts";
import { checkEdgeCases } from "../docs/check-edge-cases.ts";
import { checkLinks } from "../docs/check-links.ts";
import { checkOptionDocuments } from "../docs/check-option-documents.ts";
import { checkOptions } from "../docs/check-options.ts";
import { checkPaths } from "../docs/check-paths.ts";
import { checkProblemPages } from "../docs/check-problem-pages.ts";
import { fillBlock } from "../docs/fill-block.ts";
import { renderOptionsPage } from "../docs/options/render-options-page.ts";

const place = (code: string) => `docs/errors/${code}.md`;

test("a code without a page and a page without a code are faults", () => {
  expect(checkCodes({ codes: ["LINK_LOOP", "NO_TARGETS"], documented: ["NO_TARGETS", "NO_TIME"], place })).toEqual([
    "docs/errors/LINK_LOOP.md is missing.",
    "docs/errors/NO_TIME.md describes NO_TIME, which does not exist.",
  ]);
});

test("links to files and headings that are there are right, those in code and to other sites are not followed", () => {
  const documents = new Map([
    ["README.md", "[design](docs/design.md#one-list-two-writers) [licence](LICENSE) [site](https://example.org/x)"],
    [
      "docs/design.md",
      "## One list, `two` writers\n\n[up](../README.md) `[no](nowhere.md)`\n```md\n[no](gone.md)\n```",
    ],
  ]);
  expect(checkLinks(documents, (file) => documents.has(file) || file === "LICENSE")).toEqual([]);
});

test("links to a file or heading that is not there are faults", () => {
  const documents = new Map([
    ["docs/design.md", '# Design\n[a](gone.md "title") [b](#designs) [c](../docs/design.md#plan)'],
  ]);
  expect(checkLinks(documents, (file) => documents.has(file))).toEqual([
    "docs/design.md: the link gone.md leads nowhere.",
    "docs/design.md: the link #designs leads to a heading that is not there.",
    "docs/design.md: the link ../docs/design.md#plan leads to a heading that is not there.",
  ]);
});

test("a path in code that is not there is a fault, and one with a placeholder is no path", () => {
  const documents = new Map([
    ["GUIDE.md", "See `packages/boat/src/`, `packages/gone.ts`, `packages/<name>/src` and `npm test`."],
  ]);
  expect(checkPaths(documents, (file) => file === "packages/boat/src/")).toEqual([
    "GUIDE.md: there is no packages/gone.ts.",
  ]);
});

test("options differ when only the help or only the page has them", () => {
  const help = "  --out <file>   zip to write\n  --no-stage     zip only\n  --quiet";
  const text = "| option | |\n| --- | --- |\n| `--out <file>` | like --else |\n| `--stage` | x |\n| `--loud` | x |\n";
  expect(checkOptions(help, { file: "README.md", text })).toEqual([
    "README.md has no row for --quiet.",
    "--help does not know --loud of README.md.",
  ]);
});

test("a case that has one row with a test that is there, or with a reason, is right", () => {
  const page =
    "| | behaviour | held by |\n| --: | --- | --- |\n| 1 | `a` beats `b.test.ts` | `a.test.ts`, `b.test.ts` |\n| 2 | x | not tested: no AWS |\n";
  expect(checkEdgeCases({ page, count: 2, exists: (file) => /^[ab]\.test\.ts$/u.test(file) })).toEqual([]);
});

test("a case without a row, with two, with a test that is not there, and a row that names nothing are faults", () => {
  const page = "| 1 | x | `gone.test.ts` |\n| 2 | x | nobody |\n| 2 | x | does not apply: |\n| 9 | x | `a.test.ts` |\n";
  expect(checkEdgeCases({ page, count: 3, exists: (file) => file === "a.test.ts" })).toEqual([
    "docs/edge-cases.md has no row for case 3.",
    "docs/edge-cases.md has a row too many for case 2.",
    "docs/edge-cases.md has a row too many for case 9.",
    "docs/edge-cases.md, case 1: there is no gone.test.ts.",
    "docs/edge-cases.md names neither a test nor a reason for case 2.",
    "docs/edge-cases.md names neither a test nor a reason for case 2.",
  ]);
});

const loopPage = `# link-loop

A link leads back.

\`\`\`text
  -  The link self leads back.
     Remove it.
\`\`\`

Severity: warning.

## Why

## What to do

## Under \`--strict\`

See [PROBLEMS_UNDER_STRICT](../errors/PROBLEMS_UNDER_STRICT.md).
`;
const loopRow = "| [link-loop](problems/link-loop.md) | warning | A link leads back. |";

test("a problem's page that has all parts, with the severity of the code and its row in the index, is right", () => {
  const index = `# Problems\n\n| kind | severity | |\n| --- | --- | --- |\n${loopRow}\n`;
  const pages = new Map([["link-loop", loopPage]]);
  expect(checkProblemPages({ problems: { "link-loop": ["warning"] }, findings: {}, index, pages })).toEqual([]);
});

test("another severity than the code's, a missing part, and rows too few or too many are faults", () => {
  const pages = new Map([["link-loop", loopPage.replace("## Why\n\n", "").replace("     Remove it.\n", "")]]);
  const index = `${loopRow}\n`;
  expect(checkProblemPages({ problems: { "link-loop": ["note"] }, findings: {}, index, pages })).toEqual([
    "docs/problems/link-loop.md says the severity warning, which is note.",
    "docs/problems/link-loop.md shows no message with its hint.",
    "docs/problems/link-loop.md has not just the headings ## Why, ## What to do, ## Under `--strict`.",
    "docs/problems/link-loop.md is wrong about --strict.",
    "docs/problems.md lacks the row | [link-loop](problems/link-loop.md) | note | A link leads back. |",
    `docs/problems.md has the row ${loopRow}`,
  ]);
});

const linkPage = loopPage
  .replace("# link-loop", "# link-entry")
  .replace("Severity: warning.", "Severity: error, warning or note.")
  .replace(/## Under[^]*/u, "## Source\n");
const linkRow = "| [link-entry](problems/link-entry.md) | error, warning or note | A link leads back. |\n";

test("a finding's page names all severities that it may have, and its source", () => {
  const findings = { "link-entry": ["error", "warning", "note"] };
  const right = { problems: {}, findings, index: linkRow, pages: new Map([["link-entry", linkPage]]) };
  expect(checkProblemPages(right)).toEqual([]);

  const pages = new Map([["link-entry", linkPage.replace("## Source\n", "")]]);
  const index = linkRow.replace("error, warning or note", "error or note");
  expect(checkProblemPages({ ...right, findings: { "link-entry": ["error", "note"] }, index, pages })).toEqual([
    "docs/problems/link-entry.md says the severity error, warning or note, which is error or note.",
    "docs/problems/link-entry.md has not just the headings ## Why, ## What to do, ## Source.",
  ]);
});

test("a block is filled between its comments, whatever the text holds", () => {
  expect(fillBlock("a\n<!-- tide -->\nlow\n<!-- /tide -->\nb\n", "tide", "$& high\n")).toBe(
    "a\n<!-- tide -->\n$& high\n<!-- /tide -->\nb\n",
  );
  expect(fillBlock("a\n<!-- tides -->\nlow\n<!-- /tides -->\n", "tide", "high\n")).toBeUndefined();
});

test("documents that tell other options than the code are faults, and those that have no place for them", () => {
  const documents = new Map([
    ["docs/options.md", renderOptionsPage()],
    ["docs/configuration.md", "<!-- settings -->\n| setting |\n<!-- /settings -->\n"],
  ]);
  expect(checkOptionDocuments(documents)).toEqual([
    "docs/configuration.md is not current: run npm run options.",
    "README.md has no place for the table of options.",
  ]);
});

test("the page of options tells each as it is typed, as it stands in package.json, and what it does", () => {
  const page = renderOptionsPage();
  expect(page).toContain(
    '| `--format <zip\\|tar\\|tar.gz>` | `"format": "<zip\\|tar\\|tar.gz>"` | `zip`, `tar`, `tar.gz` | `zip` | ',
  );
  expect(page).toContain(
    '| `--no-stage` | `"stage": false` | boolean | `true` | Do not write the staging directory. |\n',
  );
  expect(page).toContain('| `--level <0-9>` | `"level": <0-9>` | number from 0 to 9 | `6` | ');
  expect(page).toContain('| `--include <glob>` | `"include": ["<glob>"]` | array of strings | `[]` | ');
  expect(page).toContain("| `--inspect[=<port>]` |  | Wait for a debugger ");
  expect(page).toMatch(/^### list\n\n[^]*?^\| `--depth <n>` \|[^]*?^It also takes `--prefix`, /mu);
});

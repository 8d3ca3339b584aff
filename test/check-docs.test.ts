import { expect, test } from "vitest";
import { checkCodes } from "../scripts/docs/check-codes.ts";
import { checkLinks } from "../scripts/docs/check-links.ts";
import { checkOptions } from "../scripts/docs/check-options.ts";

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

test("options differ when only the help or only the README has them", () => {
  const help = "  --out <file>   zip to write\n  --no-stage     zip only\n  --quiet";
  const readme = "| option | |\n| --- | --- |\n| `--out <file>` | like --else |\n| `--stage` | x |\n| `--loud` | x |\n";
  expect(checkOptions(help, readme)).toEqual([
    "README.md has no row for --quiet.",
    "--help does not know --loud of README.md.",
  ]);
});

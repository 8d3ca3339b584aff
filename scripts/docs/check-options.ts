export interface Page {
  readonly file: string;
  readonly text: string;
}

/** Options of help texts that have no row in a table of the page, and the other way round. */
export function checkOptions(help: string, { file, text }: Page): readonly string[] {
  const helped = listOptions(help);
  const tabled = listOptions(firstCells(text).join("\n"));
  return [
    ...helped.filter((option) => !tabled.includes(option)).map((option) => `${file} has no row for ${option}.`),
    ...tabled
      .filter((option) => !helped.includes(option))
      .map((option) => `--help does not know ${option} of ${file}.`),
  ];
}

function firstCells(page: string): readonly string[] {
  return [...page.matchAll(/^\|(?<cell>[^|]*)\|/gmu)].map(({ groups }) => groups?.["cell"] ?? "");
}

/** An option that is on unless it is denied is told as `--no-stage` here and `--stage` there. */
function listOptions(text: string): readonly string[] {
  const options = [...text.matchAll(/(?<![\w-])--(?:no-)?(?<name>[a-z][a-z-]*)/gu)];
  return [...new Set(options.map(({ groups }) => `--${groups?.["name"] ?? ""}`))];
}

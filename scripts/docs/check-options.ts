/** Options of the help text that have no row in a table of the README, and the other way round. */
export function checkOptions(help: string, readme: string): readonly string[] {
  const helped = listOptions(help);
  const tabled = listOptions(firstCells(readme).join("\n"));
  return [
    ...helped.filter((option) => !tabled.includes(option)).map((option) => `README.md has no row for ${option}.`),
    ...tabled
      .filter((option) => !helped.includes(option))
      .map((option) => `--help does not know ${option} of README.md.`),
  ];
}

function firstCells(readme: string): readonly string[] {
  return [...readme.matchAll(/^\|(?<cell>[^|]*)\|/gmu)].map(({ groups }) => groups?.["cell"] ?? "");
}

/** An option that is on unless it is denied is told as `--no-stage` here and `--stage` there. */
function listOptions(text: string): readonly string[] {
  const options = [...text.matchAll(/(?<![\w-])--(?:no-)?(?<name>[a-z][a-z-]*)/gu)];
  return [...new Set(options.map(({ groups }) => `--${groups?.["name"] ?? ""}`))];
}

/** A command line of a document, and where it runs. */
export interface Example {
  /** The monorepo, by name. */
  readonly site: string;
  /** What stands behind `lambda-pack`. */
  readonly words: readonly string[];
  /** What the command must exit with. */
  readonly exitCode: number;
}

/** The output of an example; undefined leaves the document as it is there. */
export type RunExample = (example: Example) => Promise<string | undefined>;

const comment =
  /<!-- example (?<site>[a-z-]+)(?<options>(?: [a-z]+=\d+)*): (?<line>.+) -->\n(?:[^]*?)<!-- \/example -->/gu;

/**
 * The document with the output of every example as it is now. An example is marked by a comment before it and one behind it, as in
 * `<!-- example botland lines=20 exit=1: check database -->`: the site, how many lines of the output are shown, the exit code that
 * is expected (0 if not said), the command line.
 */
export async function fillExamples(document: string, run: RunExample): Promise<string> {
  let filled = document;
  for (const match of document.matchAll(comment)) {
    const { site = "", options = "", line = "" } = match.groups ?? {};
    const output = await run({ site, words: line.split(" "), exitCode: optionOf(options, "exit") ?? 0 });
    if (output === undefined) continue;
    const [start = ""] = match[0].split("\n");
    const shown = cut(output.trimEnd(), optionOf(options, "lines") ?? Infinity);
    const block = fenced(`$ yarn lambda-pack ${line}\n${shown}`);
    // By a function: `$` stands for other things in a text to replace with.
    filled = filled.replace(match[0], () => `${start}\n${block}\n<!-- /example -->`);
  }
  return filled;
}

function optionOf(options: string, name: string): number | undefined {
  const value = new RegExp(` ${name}=(\\d+)`, "u").exec(options)?.[1];
  return value === undefined ? undefined : Number(value);
}

/** The first lines, and how many there are more. */
function cut(output: string, most: number): string {
  const lines = output.split("\n");
  if (lines.length <= most) return output;
  return [...lines.slice(0, most), `… and ${lines.length - most} more lines`].join("\n");
}

/** With a fence that is longer than any in the text. */
function fenced(text: string): string {
  const inner = text.match(/^`{3,}/gmu) ?? [];
  const fence = "`".repeat(Math.max(3, ...inner.map(({ length }) => length + 1)));
  return `${fence}console\n${text}\n${fence}`;
}

// Libraries turn globs into regular expressions, and Node.js runs these by trying: `*a*a*a*b` takes longer than anybody waits for a
// name without a `b`. Here all ways are followed at once, character by character, so that the time is that of the expression's length
// times that of the text. What these libraries write is all there is: no group is referred to, so that it does not matter which way
// is the right one.

/**
 * Whether the text matches, by the same regular expression: `undefined` for an expression that says more than libraries of globs
 * write.
 */
export function linearMatcher({ source, flags }: RegExp): ((text: string) => boolean) | undefined {
  const parsing = { source, flags, at: 0, program: [] as Step[] };
  try {
    parseChoice(parsing);
  } catch (error) {
    if (error instanceof UnknownSyntax) return undefined;
    throw error;
  }
  if (parsing.at < source.length) return undefined;
  const program: readonly Step[] = [...parsing.program, { kind: "match" }];
  return (text) => {
    const characters = flags.includes("u") ? Array.from(text) : text.split("");
    const known = new Map<number, boolean>();
    for (let start = 0; start <= characters.length; start += 1) {
      if (runFrom({ program, characters, known }, { step: 0, start })) return true;
      if (source.startsWith("^")) return false;
    }
    return false;
  };
}

class UnknownSyntax extends Error {}

/** Steps that lead elsewhere do so by the distance. */
type Step =
  | { readonly kind: "character"; readonly fits: (character: string) => boolean }
  | { readonly kind: "either"; readonly ways: readonly number[] }
  | { readonly kind: "start" | "end" | "match" }
  | { readonly kind: "look"; readonly expected: boolean; readonly length: number };

interface Parsing {
  readonly source: string;
  readonly flags: string;
  at: number;
  program: Step[];
}

/** Copies of a counted part: more than this is no glob. */
const MAX_STEPS = 200_000;

function parseChoice(parsing: Parsing): void {
  const outer = parsing.program;
  const branches: Step[][] = [];
  do {
    parsing.program = [];
    parseSequence(parsing);
    branches.push(parsing.program);
  } while (take(parsing, "|"));
  parsing.program = outer;
  if (branches.length === 1) {
    append(outer, branches[0] ?? []);
    return;
  }
  // Each branch is followed by a step to the end of all.
  const end = branches.reduce((sum, branch) => sum + branch.length + 1, 1);
  const starts: number[] = [];
  const program: Step[] = [];
  for (const branch of branches) {
    starts.push(program.length + 1);
    append(program, branch);
    program.push({ kind: "either", ways: [end - program.length - 1] });
  }
  append(outer, [{ kind: "either", ways: starts }, ...program]);
}

function parseSequence(parsing: Parsing): void {
  const { source } = parsing;
  while (parsing.at < source.length && !"|)".includes(source[parsing.at] ?? "")) {
    const outer = parsing.program;
    parsing.program = [];
    parseAtom(parsing);
    const part = parsing.program;
    parsing.program = outer;
    append(outer, repeated(part, parseQuantifier(parsing)));
  }
}

function parseAtom(parsing: Parsing): void {
  if (take(parsing, "^")) parsing.program.push({ kind: "start" });
  else if (take(parsing, "$")) parsing.program.push({ kind: "end" });
  else if (take(parsing, "(?=")) parseLook(parsing, true);
  else if (take(parsing, "(?!")) parseLook(parsing, false);
  else if (take(parsing, "(?:") || take(parsing, "(")) {
    if (parsing.source[parsing.at] === "?") throw new UnknownSyntax();
    parseChoice(parsing);
    if (!take(parsing, ")")) throw new UnknownSyntax();
  } else parsing.program.push({ kind: "character", fits: parseCharacter(parsing) });
}

function parseLook(parsing: Parsing, expected: boolean): void {
  const outer = parsing.program;
  parsing.program = [];
  parseChoice(parsing);
  if (!take(parsing, ")")) throw new UnknownSyntax();
  const inner: readonly Step[] = [...parsing.program, { kind: "match" }];
  parsing.program = outer;
  outer.push({ kind: "look", expected, length: inner.length });
  append(outer, inner);
}

const CHARACTER =
  /\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[pP]\{[^}]+\}|[^ux\dkbBc])|\[(?:\\[^]|[^\]\\])*\]|[^\\[\]()*+?|^$]/iuy;

/** What stands for one character is asked for each character once, of the engine itself. */
function parseCharacter(parsing: Parsing): (character: string) => boolean {
  CHARACTER.lastIndex = parsing.at;
  const [text] = CHARACTER.exec(parsing.source) ?? [];
  if (text === undefined) throw new UnknownSyntax();
  parsing.at += text.length;
  const one = new RegExp(`^(?:${text})$`, parsing.flags);
  const known = new Map<string, boolean>();
  return (character) => {
    const answer = known.get(character) ?? one.test(character);
    known.set(character, answer);
    return answer;
  };
}

interface Quantifier {
  readonly least: number;
  readonly most: number;
}

const QUANTIFIER = /([*+?]|\{(\d+)(?:(,)(\d*))?\})\??/uy;

function parseQuantifier(parsing: Parsing): Quantifier {
  QUANTIFIER.lastIndex = parsing.at;
  const [text, sign, from, comma, to] = QUANTIFIER.exec(parsing.source) ?? [];
  if (text === undefined) return { least: 1, most: 1 };
  parsing.at += text.length;
  if (sign === "*") return { least: 0, most: Infinity };
  if (sign === "+") return { least: 1, most: Infinity };
  if (sign === "?") return { least: 0, most: 1 };
  const least = Number(from);
  const limit = to === undefined || to === "" ? Infinity : Number(to);
  return { least, most: comma === undefined ? least : limit };
}

function repeated(part: readonly Step[], { least, most }: Quantifier): readonly Step[] {
  const program: Step[] = [];
  for (let count = 0; count < least; count += 1) append(program, part);
  if (most === Infinity) {
    append(program, [
      { kind: "either", ways: [1, part.length + 2] },
      ...part,
      { kind: "either", ways: [-part.length - 1] },
    ]);
    return program;
  }
  for (let count = least; count < most; count += 1) {
    append(program, [{ kind: "either", ways: [1, part.length + 1] }, ...part]);
  }
  return program;
}

function append(program: Step[], more: readonly Step[]): void {
  if (program.length + more.length > MAX_STEPS) throw new UnknownSyntax();
  for (const step of more) program.push(step);
}

function take(parsing: Parsing, text: string): boolean {
  if (!parsing.source.startsWith(text, parsing.at)) return false;
  parsing.at += text.length;
  return true;
}

interface Run {
  readonly program: readonly Step[];
  readonly characters: readonly string[];
  /** What looks ahead have found, by step and place. */
  readonly known: Map<number, boolean>;
}

/** Whether a way from that step, at that place of the text, leads to a match. */
function runFrom(run: Run, { step, start }: { readonly step: number; readonly start: number }): boolean {
  const { program, characters } = run;
  let here = new Set([step]);
  for (let at = start; here.size > 0; at += 1) {
    const next = new Set<number>();
    const character = characters[at];
    // A Set also visits what is added while it is walked.
    for (const each of here) {
      const what = program[each];
      if (what === undefined) continue;
      if (what.kind === "match") return true;
      if (what.kind === "either") for (const way of what.ways) here.add(each + way);
      else if (what.kind === "character") {
        if (character !== undefined && what.fits(character)) next.add(each + 1);
      } else if (what.kind === "look") {
        if (look(run, each, at) === what.expected) here.add(each + 1 + what.length);
      } else if (at === (what.kind === "start" ? 0 : characters.length)) here.add(each + 1);
    }
    here = next;
  }
  return false;
}

function look(run: Run, step: number, start: number): boolean {
  const key = step * (run.characters.length + 1) + start;
  const found = run.known.get(key) ?? runFrom(run, { step: step + 1, start });
  run.known.set(key, found);
  return found;
}

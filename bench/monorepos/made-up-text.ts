/** Numbers in [0, 1) that look random and are the same in every run (mulberry32). */
export function pseudoRandom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const words = (
  "return const function this value index length exports module require options callback error result name type " +
  "default undefined null true false object string number array prototype property key map filter push slice " +
  "token node parent child state event handler listener stream buffer chunk offset encoding request response headers"
).split(" ");
const marks = [" ", " ", " ", "(", ")", ".", ", ", ";\n", " = ", " === ", " {\n  ", "\n}\n", "_", "[", "]"];

/** At least as many bytes of text as asked for, which deflates to a quarter, as the code of packages does. */
export function madeUpText(bytes: number, random: () => number): string {
  const names = Array.from({ length: 800 }, () => pick(words, random) + randomName(random));
  const usual = Array.from({ length: 120 }, () => madeUpLine(names, random));
  const lines: string[] = [];
  for (let length = 0; length < bytes;) {
    // Code repeats itself: most lines have been seen before.
    const line = random() < 0.85 ? pick(usual, random) : madeUpLine(names, random);
    lines.push(line);
    length += line.length;
  }
  return lines.join("");
}

function madeUpLine(names: readonly string[], random: () => number): string {
  const parts = Array.from({ length: 3 + Math.floor(random() * 12) }, () => {
    return pick(random() < 0.6 ? words : names, random) + pick(marks, random);
  });
  return `${parts.join("")}\n`;
}

/** The first ones more often: a few words are most of any text. */
function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() ** 2 * from.length)] ?? "";
}

function randomName(random: () => number): string {
  return Math.floor(random() * 36 ** 4).toString(36);
}

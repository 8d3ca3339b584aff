import process from "node:process";

const ends = new Set<() => void>();

/**
 * Has something done at once should this process end before it is called off: by a second Ctrl-C, or by a bug. Returns what calls it
 * off. The last that was asked for is done first.
 */
export function atExit(end: () => void): () => void {
  if (ends.size === 0) process.on("exit", endAll);
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size === 0) process.off("exit", endAll);
  };
}

function endAll(): void {
  for (const end of [...ends].toReversed()) {
    try {
      end();
    } catch {
      // There is no one left to report to, and the others have to be done all the same.
    }
  }
}

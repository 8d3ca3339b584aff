import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { buildCommand } from "./build-command.ts";

/** How each shell starts by hand, without anybody's settings, and how it takes the completions from a file. */
const shells = {
  bash: { argv: "bash --norc --noprofile -i", start: (script: string) => `source '${script}'` },
  zsh: { argv: "zsh -f -i", start: (script: string) => `autoload -Uz compinit; compinit -u -D; source '${script}'` },
  fish: { argv: "fish --no-config --interactive", start: (script: string) => `source '${script}'` },
} as const;

export type Shell = keyof typeof shells;

export interface TypedLine {
  readonly shell: Shell;
  readonly cwd: string;
  /** What is typed, with a tab wherever the shell shall complete. */
  readonly keys: string;
}

/**
 * Types a line into a real shell in a terminal of its own, and gives the arguments that the command gets when Enter is pressed:
 * completion is done by the real command, anything else prints its arguments.
 */
export async function typeLine({ shell, cwd, keys }: TypedLine): Promise<readonly string[]> {
  const home = temporaryDirectory();
  const command = path.join(home, "lambda-pack");
  const script = path.join(home, "script");
  await writeFile(command, stub(await buildCommand()));
  chmodSync(command, 0o755);
  const { argv, start } = shells[shell];
  const plain = plainEnvironment();
  const env = { ...plain, PATH: `${home}:${plain["PATH"]}`, HOME: home, TERM: "xterm", LC_ALL: "C.UTF-8", PS1: "$ " };
  const child = spawn("script", ["--quiet", "--return", "--command", argv, "/dev/null"], {
    cwd,
    env,
  });
  let screen = "";
  child.stdout.on("data", (data: Buffer) => (screen += data.toString()));
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (let waited = 0; waited < 60_000; waited += 20) {
      const match = pattern.exec(screen);
      if (match !== null) return match;
      await setTimeout(20);
    }
    throw new Error(`${shell} never showed ${pattern}, but:\n${screen}`);
  };
  try {
    child.stdin.write(`lambda-pack completion ${shell} > '${script}'; ${start(script)}; echo re''ady\r`);
    await until(/^ready/mu);
    for (const part of keys.split(/(?<=\t)/u)) child.stdin.write(part);
    child.stdin.write("\r");
    const [, words = ""] = await until(/ran:((?: <[^>]*>)*) end/u);
    // A shell that is killed may still be writing down what was typed.
    child.stdin.write("exit\r");
    await once(child, "close");
    return [...words.matchAll(/<([^>]*)>/gu)].map(([, word = ""]) => word);
  } finally {
    child.kill("SIGKILL");
  }
}

function stub(bin: string): string {
  return `#!/bin/sh
if [ "$1" = completion ]; then exec '${process.execPath}' '${bin}' "$@"; fi
printf 'ran:'; printf ' <%s>' "$@"; printf ' end\\n'
`;
}

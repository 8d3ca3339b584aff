import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { onTestFinished } from "vitest";

/** Content, a link (`link("../x")`), an executable (`executable("…")`) or a directory of its own. */
export type TreeNode = string | Buffer | Leaf | Tree;

export interface Tree {
  readonly [name: string]: TreeNode;
}

class Leaf {
  readonly write: (path: string) => void;

  constructor(write: (path: string) => void) {
    this.write = write;
  }
}

/** A link with this text, whether or not something is there. */
export function link(target: string): Leaf {
  return new Leaf((path) => {
    symlinkSync(target, path);
  });
}

/** A file with these permissions. */
export function withMode(mode: number, content: string): Leaf {
  return new Leaf((path) => {
    writeFileSync(path, content);
    chmodSync(path, mode);
  });
}

/** Writes a tree into a new temporary directory and removes it after the test. Names may hold slashes. */
export function tree(nodes: Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "lambda-pack-archive-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  writeTree(root, nodes);
  return root;
}

/** Writes a tree into a directory that exists. */
export function writeTree(dir: string, nodes: Tree): void {
  for (const [name, node] of Object.entries(nodes)) {
    const path = join(dir, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof node === "string" || Buffer.isBuffer(node)) writeFileSync(path, node);
    else if (node instanceof Leaf) node.write(path);
    else {
      mkdirSync(path, { recursive: true });
      writeTree(path, node);
    }
  }
}

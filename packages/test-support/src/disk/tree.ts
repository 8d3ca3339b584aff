import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Content, a link, an executable, or a directory. Names may hold slashes. */
export type TreeNode = string | Buffer | Special | Tree;

export interface Tree {
  readonly [name: string]: TreeNode;
}

class Special {
  readonly write: (file: string) => void;

  constructor(write: (file: string) => void) {
    this.write = write;
  }
}

/** A link with this text, whether or not something is there. */
export function link(target: string): Special {
  return new Special((file) => {
    symlinkSync(target, file);
  });
}

/** A file with these permissions. */
export function withMode(mode: number, content: string): Special {
  return new Special((file) => {
    writeFileSync(file, content);
    chmodSync(file, mode);
  });
}

/** Writes a tree into a directory; what is there already stays, and a file of the same name is written anew. */
export function writeTree(directory: string, nodes: Tree): void {
  for (const [name, node] of Object.entries(nodes)) {
    const file = path.join(directory, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (typeof node === "string" || Buffer.isBuffer(node)) writeFileSync(file, node);
    else if (node instanceof Special) node.write(file);
    else {
      mkdirSync(file, { recursive: true });
      writeTree(file, node);
    }
  }
}

/** Text of a JSON file. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A package's directory: `pkg("prism@2.1.0", { dependencies: { … } }, { "index.js": "…" })`. */
export function pkg(nameAndVersion: string, fields: Readonly<Record<string, unknown>> = {}, files: Tree = {}): Tree {
  const at = nameAndVersion.indexOf("@", 1);
  const name = nameAndVersion.slice(0, at);
  return { "package.json": json({ name, version: nameAndVersion.slice(at + 1), ...fields }), ...files };
}

import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureDirSync } from "fs-extra/esm";
import { temporaryDirectory } from "./temporary-directory.ts";

/** Content, a link, an executable, or a directory; an object called `….json` is what that file says. Names may hold slashes. */
export type TreeNode = string | Buffer | Special | Tree | Fields;

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

/** A directory, whatever its name looks like. */
export function directory(nodes: Tree = {}): Special {
  return new Special((file) => {
    ensureDirSync(file);
    writeTree(file, nodes);
  });
}

/** Writes a tree into a new temporary directory, whose real path it returns, and removes it after the test. */
export function tree(nodes: Tree): string {
  const root = temporaryDirectory();
  writeTree(root, nodes);
  return root;
}

/** Writes a tree into a directory; what is there already stays, and a file of the same name is overwritten. */
export function writeTree(root: string, nodes: Tree): void {
  for (const [name, node] of Object.entries(nodes)) {
    const file = path.join(root, name);
    ensureDirSync(path.dirname(file));
    if (typeof node === "string" || Buffer.isBuffer(node)) writeFileSync(file, node);
    else if (node instanceof Special) node.write(file);
    else if (name.endsWith(".json")) writeFileSync(file, JSON.stringify(node, undefined, 2));
    else directory(node as Tree).write(file);
  }
}

/** Text of a JSON file. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** What a package.json says beside name and version. */
export type Fields = Readonly<Record<string, unknown>>;

/** A package's directory: `pkg("prism@2.1.0", { dependencies: { … } }, { "index.js": "…" })`. A name alone has no version. */
export function pkg(nameAndVersion: string, fields: Fields = {}, files: Tree = {}): Tree {
  const at = nameAndVersion.indexOf("@", 1);
  const name = at === -1 ? nameAndVersion : nameAndVersion.slice(0, at);
  const version = at === -1 ? {} : { version: nameAndVersion.slice(at + 1) };
  return { "package.json": json({ name, ...version, ...fields }), ...files };
}

import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Text, a link, or a directory. Names may hold slashes. */
export type TreeNode = string | Link | Tree;

export interface Tree {
  readonly [name: string]: TreeNode;
}

class Link {
  readonly target: string;

  constructor(target: string) {
    this.target = target;
  }
}

/** A link with this text, whether or not something is there. */
export function link(target: string): Link {
  return new Link(target);
}

export interface Fields {
  readonly [field: string]: unknown;
}

/** Text of a JSON file. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A directory with a package.json: `pkg("ms@2.0.0", { dependencies: { … } })`. */
export function pkg(nameAndVersion: string, fields: Fields = {}, files: Tree = {}): Tree {
  const at = nameAndVersion.indexOf("@", 1);
  const name = at === -1 ? nameAndVersion : nameAndVersion.slice(0, at);
  const version = at === -1 ? {} : { version: nameAndVersion.slice(at + 1) };
  return { "package.json": json({ name, ...version, ...fields }), ...files };
}

/** Writes a tree into a new temporary directory, whose real path it returns, and removes it after the test. */
export function tree(nodes: Tree): string {
  const root = temporaryDirectory();
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  writeTree(root, nodes);
  return root;
}

/** A new directory; whoever asks for it removes it. */
export function temporaryDirectory(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "lambda-pack-workspace-")));
}

/** Writes a tree into a directory that exists. */
export function writeTree(dir: string, nodes: Tree): void {
  for (const [name, node] of Object.entries(nodes)) {
    const path = join(dir, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof node === "string") {
      writeFileSync(path, node);
      chmodSync(path, 0o644);
    } else if (node instanceof Link) {
      symlinkSync(node.target, path);
    } else {
      mkdirSync(path, { recursive: true });
      writeTree(path, node);
    }
  }
}

/** A Yarn classic monorepo with these packages and files beside them. */
export function monorepo(nodes: Tree, rootFields: Fields = {}): string {
  return tree({
    "package.json": json({ name: "botland", private: true, workspaces: ["packages/*"], ...rootFields }),
    "yarn.lock": "# yarn lockfile v1\n",
    ...nodes,
  });
}

import { defined, pathInside } from "@lambda-pack/model";
import type { BundleFile } from "@lambda-pack/model";
import { fileFormat, isTypeScriptLoaded } from "@lambda-pack/scan";
import type { Entry, FileFacts } from "@lambda-pack/scan";
import { isProgram, isScript } from "../rules/is-script.ts";
import { nativeLoaders } from "../rules/known-packages.ts";
import type { UnreadFile, WholeReason } from "../trim-plan.ts";
import type { FactsAt, FileToRead, TrimSource } from "../trim-source.ts";
import { Keeper } from "./keeper.ts";
import type { Queued } from "./keeper.ts";
import { namesForOthers, open } from "./open.ts";
import type { PackageCopy } from "./packages-of.ts";

/**
 * Walks from the roots over all that can be loaded. `walk` goes as far as the facts lead, and answers what has to be read next; it is
 * called again when that has been read, until there is nothing left. The order is that of the bundle, whatever is read first.
 */
export class Reach {
  readonly keeper: Keeper;
  #next = 0;

  constructor(source: TrimSource) {
    this.keeper = new Keeper(source);
  }

  /** Queues the roots: handlers, all files of own packages that may run, and what the settings name. */
  begin(): void {
    const { entries, options, bundle } = this.keeper.source;
    for (const entry of entries) {
      this.keeper.keep(entry.path, { kind: "entry" });
      this.keeper.enqueue(entry, true);
    }
    for (const copy of this.keeper.packages.copies) {
      if (copy.isOwn) this.#beginOwn(copy);
      const { name } = copy.bundlePackage;
      if (options.whole.includes(name)) this.keeper.keepWhole(copy, { kind: "setting" });
      for (const { pattern, matches } of options.include.filter((each) => each.name === name))
        for (const { path } of copy.files)
          if (matches(pathInside(copy.place, path))) this.keeper.load(path, { kind: "setting", pattern });
    }
    // What is not unpacked where Lambda's functions are is for others to load.
    if (bundle.root !== "")
      for (const copy of this.keeper.packages.copies)
        if (copy.isOwn) this.keeper.keepEdges(copy, () => ({ kind: "layer" }));
    this.#keepUnlessKnown();
  }

  /** Where nothing is known to begin, anything may: the bundle stays as it is. */
  #keepUnlessKnown(): void {
    const { entries, absent, bundle } = this.keeper.source;
    const { copies, ofInstance } = this.keeper.packages;
    const hasCode = ofInstance(bundle.target).some(({ files }) => files.some((file) => this.#isOwnCode(file)));
    const isKnown = absent === undefined && (entries.length > 0 || hasCode);
    // What a layer depends on is kept in any case.
    if (isKnown || bundle.root !== "") return;
    for (const copy of copies) this.keeper.keepWhole(copy, { kind: "no-entry", ...defined({ entry: absent }) });
  }

  /** All that may run of an own package: also programs, and TypeScript where Node loads it, which is not read here. */
  #beginOwn(copy: PackageCopy): void {
    for (const file of copy.files) {
      const { path } = file;
      if (isScript(path) || isProgram(file)) this.keeper.enqueue({ path, by: "require" }, true);
      if (this.#isTypeScript(path))
        this.keeper.keepEdges(copy, () => ({ kind: "unread", from: path, reason: "unknown" }));
    }
  }

  /** What configures a tool is no code of a function. */
  #isOwnCode(file: BundleFile): boolean {
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    if (/^\.|\.config\.[cm]?[jt]s$/u.test(name)) return false;
    return isScript(file.path) || isProgram(file) || this.#isTypeScript(file.path);
  }

  #isTypeScript(path: string): boolean {
    return /(?<!\.d)\.[cm]?ts$/u.test(path) && isTypeScriptLoaded(path, this.keeper.source.resolver.runtime);
  }

  walk(factsAt: FactsAt): readonly FileToRead[] {
    const waiting: FileToRead[] = [];
    for (; this.#next < this.keeper.queue.length; this.#next += 1) {
      const entry = this.keeper.queue[this.#next];
      if (entry === undefined) break;
      const asked = this.#toRead(entry);
      if (asked === undefined) continue;
      const facts = factsAt(entry.path);
      if (facts === undefined) {
        // All that is known to be needed is read at once; the walk goes on here, so that its order is always the same.
        for (const later of this.keeper.queue.slice(this.#next)) {
          const file = this.#toRead(later);
          if (file !== undefined && factsAt(later.path) === undefined) waiting.push(file);
        }
        return waiting;
      }
      this.#visit(entry, facts);
    }
    return this.keeper.keepNamed() ? this.walk(factsAt) : [];
  }

  /** Undefined for what holds no code that Node reads. */
  #toRead({ path, by }: Entry): FileToRead | undefined {
    const { tree, packageJsons } = this.keeper.source.resolver;
    const file = tree.fileAt(path);
    const format = fileFormat(path, packageJsons, by);
    if (file === undefined || (format !== "module" && format !== "commonjs")) return undefined;
    return { file, format };
  }

  #visit({ path, isLoaded }: Queued, facts: FileFacts | "unreadable"): void {
    const copy = this.keeper.packages.ofFile(path);
    if (copy === undefined) return;
    if (facts === "unreadable") {
      if (isLoaded) this.#keepUnread(copy, path, "unreadable");
      return;
    }
    for (const { specifier, by, line } of facts.references) {
      this.keeper.follow({ specifier, by, from: path }, line, isLoaded);
      if (nativeLoaders.has(specifier))
        open(this.keeper, copy, { from: path, opening: { kind: "native", line, what: specifier } });
    }
    const { openings = [] } = facts;
    if (!isLoaded) {
      // What a constant holds is as good as a literal.
      for (const each of openings.filter((one) => one.kind === "name" && one.exact === true))
        open(this.keeper, copy, { from: path, opening: each, isLoaded });
      return;
    }
    if (!namesForOthers(copy, path)) for (const each of facts.classes ?? []) this.keeper.name(copy, each, path);
    for (const opening of openings) open(this.keeper, copy, { from: path, opening });
    if (copy.isOwn) this.#keepInstalled(copy, path, facts);
    const unread = whyUnread(copy, path, facts);
    if (unread !== undefined) this.#keepUnread(copy, path, unread);
  }

  /** What own code names below a `node_modules` may be run, or read, from the working directory. Others have such names in messages. */
  #keepInstalled(copy: PackageCopy, from: string, { installed = [] }: FileFacts): void {
    for (const { name, line } of installed) {
      const why: WholeReason = { kind: "named-elsewhere", from, line, what: `node_modules/${name ?? "…"}` };
      if (name === undefined) this.keeper.keepEdges(copy, () => why);
      for (const each of this.keeper.packages.copies.filter(({ bundlePackage }) => bundlePackage.name === name))
        this.keeper.keepWhole(each, why);
    }
  }

  /**
   * What only this tool cannot read may load anything. A third-party file that Node refuses to read loads nothing; an own one will be
   * corrected, and is to find then what it needs.
   */
  #keepUnread(copy: PackageCopy, from: string, reason: UnreadFile): void {
    const why: WholeReason = { kind: "unread", from, reason };
    this.keeper.keepWhole(copy, why);
    if (reason !== "syntax-error" || copy.isOwn) this.keeper.keepEdges(copy, () => why);
  }
}

/** A program for another interpreter is no broken script: what it loads stands in its openings. */
function whyUnread(
  { isOwn }: PackageCopy,
  path: string,
  { unread, unknown, fault, openings }: FileFacts,
): UnreadFile | undefined {
  if (unread !== undefined) return unread;
  if (unknown === true) return "unknown";
  if (fault?.kind !== "syntax-error") return undefined;
  // What others publish without an extension may be any text.
  return isScript(path) || (isOwn && openings === undefined) ? "syntax-error" : undefined;
}

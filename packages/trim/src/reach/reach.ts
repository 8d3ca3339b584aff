import { pathBelow } from "@lambda-pack/model";
import type { BundlePath, InstanceEdge } from "@lambda-pack/model";
import { fileFormat, isReadable, isTypeScriptLoaded, MAX_SCRIPT_BYTES, resolveSpecifier } from "@lambda-pack/scan";
import type { Entry, FileClass, FileFacts, Opening, ResolveQuery } from "@lambda-pack/scan";
import { classOf } from "../rules/class-of.ts";
import { knownPackages, nativeLoaders } from "../rules/known-packages.ts";
import type { FactsAt, FileToRead, TrimSource } from "../trim-source.ts";
import type { KeptReason, UnreadFile, WholeReason } from "../trim-plan.ts";
import { filesOfManifest } from "./files-of-manifest.ts";
import { pathIn } from "./path-in.ts";
import { packagesOf } from "./packages-of.ts";
import type { PackageCopy, Packages } from "./packages-of.ts";
import { openBeside } from "./open-beside.ts";
import { openName } from "./open-name.ts";

/** What is reached so far. Grows while it is walked; nobody else changes it. */
export interface Reached {
  /** Third-party files, and why; but for what only its class keeps. */
  readonly kept: Map<string, KeptReason>;
  readonly whole: Map<BundlePath, WholeReason>;
  /** Classes of files that a copy of a package names, and the file that names them. */
  readonly named: Map<BundlePath, Map<FileClass, string>>;
  /** Classes of files that are read of all packages, and the file of the one that reads them. */
  readonly namedOfAll: Map<FileClass, string>;
}

interface Queued extends Entry {
  /** Else it is only there: its literals are followed, and nothing is made of what it computes. */
  readonly isLoaded: boolean;
}

interface LoadedAs {
  readonly by?: "require" | "import";
  readonly isLoaded?: boolean;
}

/**
 * Walks from the roots over all that can be loaded. `walk` goes as far as the facts lead, and answers what has to be read next; it is
 * called again when that has been read, until there is nothing left. The order is that of the bundle, whatever is read first.
 */
export class Reach {
  readonly packages: Packages;
  readonly source: TrimSource;
  readonly reached: Reached = { kept: new Map(), whole: new Map(), named: new Map(), namedOfAll: new Map() };
  readonly #queue: Queued[] = [];
  readonly #queued = new Map<string, Queued>();
  readonly #touched = new Set<BundlePath>();
  readonly #opened = new Set<BundlePath>();
  readonly #named = new Set<BundlePath>();
  #next = 0;
  #namedByOthers: WholeReason | undefined;

  constructor(source: TrimSource) {
    this.source = source;
    this.packages = packagesOf(source.bundle);
  }

  /** Queues the roots: handlers, all files of own packages that may run, and what the settings name. */
  begin(): void {
    const { entries, options, bundle } = this.source;
    for (const entry of entries) {
      this.keep(entry.path, { kind: "entry" });
      this.#enqueue(entry, true);
    }
    for (const copy of this.packages.copies) {
      if (copy.isOwn) this.#beginOwn(copy);
      const { name } = copy.bundlePackage;
      if (options.whole.includes(name)) this.keepWhole(copy, { kind: "setting" });
      for (const { pattern, matches } of options.include.filter((each) => each.name === name))
        for (const { path } of copy.files)
          if (matches(pathIn(copy, path))) this.load(path, { kind: "setting", pattern });
    }
    // What is not unpacked where Lambda's functions are is for others to load.
    if (bundle.root !== "")
      for (const copy of this.packages.copies) if (copy.isOwn) this.keepEdges(copy, () => ({ kind: "layer" }));
  }

  /** All that may run of an own package: also commands, and TypeScript where Node loads it, which is not read here. */
  #beginOwn(copy: PackageCopy): void {
    for (const { path, mode } of copy.files) {
      const isCommand = !/\.[^./]*$/u.test(path) && (mode & 0o111) !== 0;
      if (isScript(path) || isCommand) this.#enqueue({ path, by: "require" }, true);
      const isCode = /(?<!\.d)\.[cm]?ts$/u.test(path) && isTypeScriptLoaded(path, this.source.resolver.runtime);
      if (isCode) this.keepEdges(copy, () => ({ kind: "unread", from: path, reason: "unknown" }));
    }
  }

  walk(factsAt: FactsAt): readonly FileToRead[] {
    const waiting: FileToRead[] = [];
    for (; this.#next < this.#queue.length; this.#next += 1) {
      const entry = this.#queue[this.#next];
      if (entry === undefined) break;
      const asked = this.#toRead(entry);
      if (asked === undefined) continue;
      const facts = factsAt(entry.path);
      if (facts === undefined) {
        // All that is known to be needed is read at once; the walk goes on here, so that its order is always the same.
        for (const later of this.#queue.slice(this.#next)) {
          const file = this.#toRead(later);
          if (file !== undefined && factsAt(later.path) === undefined) waiting.push(file);
        }
        return waiting;
      }
      this.#visit(entry, facts);
    }
    return this.#keepNamed() ? this.walk(factsAt) : [];
  }

  /** When all that literals lead to is known. Whether there is more to walk. */
  #keepNamed(): boolean {
    const reason = this.#namedByOthers;
    if (reason === undefined) return false;
    const before = this.reached.whole.size;
    for (const copy of this.packages.copies) {
      if (!copy.isOwn) continue;
      this.keepEdges(copy, ({ to }) =>
        this.packages.ofInstance(to).some(({ place }) => this.#touched.has(place)) ? undefined : reason,
      );
    }
    return this.reached.whole.size > before;
  }

  /** Keeps a file, and what it loads. */
  load(path: string, reason: KeptReason, { by = "require", isLoaded = true }: LoadedAs = {}): void {
    this.keep(path, reason);
    const isRead = isScript(path) || reason.kind === "imported";
    if (isRead) this.#enqueue({ path, by }, isLoaded);
  }

  keep(path: string, reason: KeptReason): void {
    const copy = this.packages.ofFile(path);
    if (copy === undefined || copy.isOwn) return;
    if (!this.reached.kept.has(path)) this.reached.kept.set(path, reason);
    this.#touch(copy);
  }

  /**
   * Keeps all of a copy but classes of files, and all that their literals lead to. Of a package whose name somebody computes, what can
   * be named is loaded: what its package.json leads to, and what lies in its own directory. The rest is there, but nobody is known to
   * load it, so that nothing is made of what it computes.
   */
  keepWhole(copy: PackageCopy, reason: WholeReason): void {
    if (copy.isOwn) return;
    if (isNamedBy(reason)) this.#loadNamed(copy);
    if (this.reached.whole.has(copy.place)) return;
    this.reached.whole.set(copy.place, reason);
    this.#touch(copy);
    const isLoaded = reason.kind === "computes" || reason.kind === "setting";
    for (const { path } of copy.files)
      if (classOf(path) === undefined) this.load(path, { kind: "whole" }, { isLoaded });
  }

  #loadNamed(copy: PackageCopy): void {
    if (this.#named.has(copy.place)) return;
    this.#named.add(copy.place);
    const fields = filesOfManifest(copy, this.source.resolver.packageJsons.get(copy.place));
    for (const { path } of copy.files) {
      const inside = pathIn(copy, path);
      const isNamed = fields.has(inside) || (isScript(path) && !inside.includes("/"));
      if (isNamed) this.load(path, { kind: "whole" });
    }
  }

  /** Keeps what a copy's dependencies lead to, whole. */
  keepEdges(copy: PackageCopy, reasonOf: (edge: InstanceEdge) => WholeReason | undefined): void {
    for (const edge of copy.bundlePackage.edges) {
      const reason = reasonOf(edge);
      if (reason === undefined) continue;
      for (const each of this.packages.ofInstance(edge.to)) this.keepWhole(each, reason);
    }
  }

  /**
   * A name that is computed in another package, or looked up from elsewhere, may be that of a package that the application has
   * installed for it: one that own packages depend on, and that no literal leads to.
   */
  noteNamed(reason: WholeReason): void {
    this.#namedByOthers ??= reason;
  }

  /** Follows a specifier by every resolution; answers the files that it leads to. */
  follow(query: ResolveQuery, line: number, isLoaded = true): readonly string[] {
    const paths = this.#resolve(query);
    for (const path of paths)
      this.load(
        path,
        { kind: "imported", from: query.from, line, specifier: query.specifier },
        { by: query.by, isLoaded },
      );
    return paths;
  }

  /** On Lambda, and where the condition `module-sync` holds. */
  #resolve(query: ResolveQuery): readonly string[] {
    const { resolver } = this.source;
    const found = resolveSpecifier(resolver, query);
    const others = "moduleSync" in found ? [resolveSpecifier(resolver, { ...query, moduleSync: true })] : [];
    return [found, ...others].flatMap((each) => (each.kind === "file" ? each.path : []));
  }

  /** A file that was only kept, and is loaded after all, is visited again. */
  #enqueue(entry: Entry, isLoaded: boolean): void {
    const known = this.#queued.get(entry.path);
    if (known !== undefined && (known.isLoaded || !isLoaded)) return;
    const queued = { ...entry, isLoaded };
    this.#queued.set(entry.path, queued);
    this.#queue.push(queued);
  }

  /** Undefined for what holds no code that Node reads. */
  #toRead({ path, by }: Entry): FileToRead | undefined {
    const { tree, packageJsons } = this.source.resolver;
    const file = tree.fileAt(path);
    const format = fileFormat(path, packageJsons, by);
    if (file === undefined || (format !== "module" && format !== "commonjs")) return undefined;
    return { file, format };
  }

  #visit({ path, isLoaded }: Queued, facts: FileFacts | "unreadable"): void {
    const copy = this.packages.ofFile(path);
    if (copy === undefined) return;
    if (facts === "unreadable") {
      if (isLoaded) this.#keepUnread(copy, path, "unreadable");
      return;
    }
    for (const { specifier, by, line } of facts.references) {
      this.follow({ specifier, by, from: path }, line, isLoaded);
      if (nativeLoaders.has(specifier)) this.#open(copy, path, { kind: "native", line, what: specifier });
    }
    for (const each of facts.classes ?? []) this.#name(copy, each, path);
    if (!isLoaded) return;
    for (const opening of facts.openings ?? []) this.#open(copy, path, opening);
    const unread =
      facts.unread ??
      (facts.unknown === true ? "unknown" : facts.fault?.kind === "syntax-error" ? "syntax-error" : undefined);
    if (unread !== undefined) this.#keepUnread(copy, path, unread);
  }

  /** A file that Node refuses to read loads nothing; what only this tool cannot read may load anything. */
  #keepUnread(copy: PackageCopy, from: string, reason: UnreadFile): void {
    const why: WholeReason = { kind: "unread", from, reason };
    this.keepWhole(copy, why);
    if (reason !== "syntax-error") this.keepEdges(copy, () => why);
  }

  #open(copy: PackageCopy, from: string, opening: Opening): void {
    if (this.source.options.reachable.includes(copy.bundlePackage.name)) return;
    const { line, what } = opening;
    const why: WholeReason = { kind: "computes", from, line, what };
    const named: WholeReason = { kind: "named-elsewhere", from, line, what };
    if (opening.kind === "path") openBeside(this, copy, { from, opening, why, named });
    else if (opening.kind === "name") openName(this, copy, { from, opening, why, named });
    else if (opening.kind === "directory-of") this.#takeDirectory(opening, from);
    else if (opening.kind === "elsewhere") this.#lookElsewhere(copy, from, { opening, why, named });
    else {
      this.keepWhole(copy, why);
      const isAny = opening.kind === "code";
      this.keepEdges(copy, (edge) => (isAny || edge.optional || this.#isNative(edge) ? named : undefined));
    }
  }

  #isNative({ to }: InstanceEdge): boolean {
    return this.packages.ofInstance(to).some(({ native }) => native !== undefined);
  }

  #lookElsewhere(
    copy: PackageCopy,
    from: string,
    { opening, why, named }: { opening: Extract<Opening, { kind: "elsewhere" }>; why: WholeReason; named: WholeReason },
  ): void {
    const { name, line } = opening;
    if (name === undefined) {
      if (!this.#opened.has(copy.place)) {
        this.#opened.add(copy.place);
        this.keepWhole(copy, why);
        this.keepEdges(copy, () => named);
      }
      this.noteNamed(named);
      return;
    }
    const froms = [
      from,
      ...this.packages.copies.flatMap(({ isOwn, place }) => (isOwn ? pathBelow(place, "package.json") : [])),
    ];
    for (const each of froms)
      for (const path of this.#followFrom(name, each, { from, line })) this.#keepOwnerOf(path, named);
  }

  #followFrom(specifier: string, at: string, { from, line }: { from: string; line: number }): readonly string[] {
    const paths = this.#resolve({ specifier, by: "require", from: at });
    for (const path of paths) this.load(path, { kind: "imported", from, line, specifier });
    return paths;
  }

  /** What is looked up from elsewhere is mostly looked at as a directory. */
  #keepOwnerOf(path: string, reason: WholeReason): void {
    const owner = this.packages.ofFile(path);
    if (owner !== undefined) this.keepWhole(owner, reason);
  }

  #takeDirectory({ specifier, by, line }: Extract<Opening, { kind: "directory-of" }>, from: string): void {
    for (const path of this.follow({ specifier, by, from }, line))
      this.#keepOwnerOf(path, { kind: "directory-taken", from, line, specifier });
  }

  #name({ place }: PackageCopy, each: FileClass, from: string): void {
    const names = this.reached.named.get(place) ?? new Map<FileClass, string>();
    if (!names.has(each)) names.set(each, from);
    this.reached.named.set(place, names);
  }

  /** Once for each copy, when the first of its files is kept. */
  #touch(copy: PackageCopy): void {
    const { place, bundlePackage, native } = copy;
    if (this.#touched.has(place)) return;
    this.#touched.add(place);
    if (native !== undefined) this.keepWhole(copy, { kind: "native", file: native });
    this.keepEdges(copy, (edge) => (edge.beside === true ? { kind: "sibling", of: bundlePackage.id } : undefined));
    const [file] = copy.files;
    for (const known of knownPackages.filter(({ name }) => name === bundlePackage.name)) {
      if (known.whole === true) this.keepWhole(copy, { kind: "known", note: known.source });
      for (const each of known.reads ?? []) this.#name(copy, each, file?.path ?? place);
      for (const each of known.readsOfAll ?? [])
        if (!this.reached.namedOfAll.has(each)) this.reached.namedOfAll.set(each, file?.path ?? place);
    }
  }
}

/** Whether a package is kept because it may be the one that somebody names. */
function isNamedBy({ kind }: WholeReason): boolean {
  return kind !== "computes" && kind !== "directory-taken" && kind !== "native";
}

export function isScript(path: string): boolean {
  return /\.[cm]?js$/u.test(path);
}

/** Whether the file is one that can be read: else its package is kept whole. */
export function canRead({ file }: FileToRead): boolean {
  return isReadable(file) && file.size <= MAX_SCRIPT_BYTES;
}

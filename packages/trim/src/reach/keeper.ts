import { pathBelow } from "@lambda-pack/model";
import type { BundlePath, InstanceEdge } from "@lambda-pack/model";
import type { Entry, FileClass, NamedClass, ResolveQuery } from "@lambda-pack/scan";
import { classOf } from "../rules/class-of.ts";
import { isProgram, isScript } from "../rules/is-script.ts";
import { knownPackages } from "../rules/known-packages.ts";
import type { KeptReason, WholeReason } from "../trim-plan.ts";
import type { TrimSource } from "../trim-source.ts";
import { packagesOf } from "./packages-of.ts";
import type { PackageCopy, Packages } from "./packages-of.ts";
import { openResolutions } from "./resolutions.ts";
import type { Resolutions } from "./resolutions.ts";

/** What is reached so far. Grows while it is walked; nobody else changes it. */
export interface Reached {
  /** Third-party files, and why; but for what only its class keeps. */
  readonly kept: Map<string, KeptReason>;
  /** Of these, those that stay not only because their package is whole. */
  readonly asked: Set<string>;
  readonly whole: Map<BundlePath, WholeReason>;
  /** Classes of files that a copy of a package names, and the file that names them. */
  readonly named: Map<BundlePath, Map<FileClass, string>>;
  /** Classes of files that are read of all packages, and the file of the one that reads them. */
  readonly namedOfAll: Map<FileClass, string>;
}

export interface Queued extends Entry {
  /** Else it is only there: its literals are followed, and nothing is made of what it computes. */
  readonly isLoaded: boolean;
}

interface LoadedAs {
  readonly by?: "require" | "import";
  readonly isLoaded?: boolean;
}

/** What is kept so far, and the files whose own text has still to be looked at. */
export class Keeper {
  readonly packages: Packages;
  readonly source: TrimSource;
  readonly resolutions: Resolutions;
  readonly reached: Reached = {
    kept: new Map(),
    asked: new Set(),
    whole: new Map(),
    named: new Map(),
    namedOfAll: new Map(),
  };
  /** Grows at its end alone, in an order that the bundle and its files decide. */
  readonly queue: Queued[] = [];
  readonly #queued = new Map<string, Queued>();
  readonly #touched = new Set<BundlePath>();
  /** Copies of which all that there is may be loaded. */
  readonly #loaded = new Set<BundlePath>();
  #namedByOthers: WholeReason | undefined;

  constructor(source: TrimSource) {
    this.source = source;
    this.resolutions = openResolutions(source.resolver);
    this.packages = packagesOf(source.bundle);
  }

  /** Keeps a file, and what it loads. */
  load(path: string, reason: KeptReason, { by = "require", isLoaded = true }: LoadedAs = {}): void {
    this.keep(path, reason);
    if (this.#isCode(path, reason)) this.enqueue({ path, by }, isLoaded);
  }

  /** Code by its name, what is loaded whatever its name, and programs that may be started. */
  #isCode(path: string, { kind }: KeptReason): boolean {
    if (isScript(path) || kind === "imported") return true;
    const file = this.source.resolver.tree.fileAt(path);
    return file !== undefined && (isProgram(file) || (kind === "beside" && !/\.[^./]*$/u.test(path)));
  }

  keep(path: string, reason: KeptReason): void {
    const copy = this.packages.ofFile(path);
    if (copy === undefined || copy.isOwn) return;
    if (!this.reached.kept.has(path)) this.reached.kept.set(path, reason);
    if (reason.kind !== "whole") this.reached.asked.add(path);
    this.#touch(copy);
  }

  /**
   * Keeps all of a copy but classes of files, and all that may be loaded by it: who names the package, takes its directory or cannot be
   * read may load any file of it. What only lies beside native code is there, but nobody is known to load it, so that nothing is
   * made of what it computes.
   */
  keepWhole(copy: PackageCopy, reason: WholeReason): void {
    if (copy.isOwn) return;
    const isLoaded = reason.kind !== "native";
    const isKnown = this.reached.whole.has(copy.place) && (!isLoaded || this.#loaded.has(copy.place));
    if (isKnown) return;
    if (!this.reached.whole.has(copy.place)) this.reached.whole.set(copy.place, reason);
    if (isLoaded) this.#loaded.add(copy.place);
    this.#touch(copy);
    for (const { path } of copy.files)
      if (classOf(path) === undefined) this.load(path, { kind: "whole" }, { isLoaded });
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

  /**
   * For when all that literals lead to is known; tells whether something was added. Of a package that a literal leads to already, its
   * name may still be given to others: what that alone stands for is kept.
   */
  keepNamed(): boolean {
    const reason = this.#namedByOthers;
    if (reason === undefined) return false;
    const before = this.reached.whole.size + this.queue.length;
    for (const copy of this.packages.copies) {
      if (!copy.isOwn) continue;
      this.keepEdges(copy, ({ to, name }) => {
        const isReached = this.packages.ofInstance(to).some(({ place }) => this.#touched.has(place));
        if (isReached) this.#loadByName(copy, name, reason);
        return isReached ? undefined : reason;
      });
    }
    return this.reached.whole.size + this.queue.length > before;
  }

  #loadByName({ place }: PackageCopy, specifier: string, reason: WholeReason): void {
    if (!("line" in reason)) return;
    const { from, line } = reason;
    for (const by of ["require", "import"] as const)
      for (const path of this.resolve({ specifier, by, from: pathBelow(place, "package.json") }))
        this.load(path, { kind: "imported", from, line, specifier }, { by });
  }

  /** Follows a specifier by every resolution; answers the files that it leads to. */
  follow(query: ResolveQuery, line: number, isLoaded = true): readonly string[] {
    const paths = this.resolve(query);
    for (const path of paths)
      this.load(
        path,
        { kind: "imported", from: query.from, line, specifier: query.specifier },
        { by: query.by, isLoaded },
      );
    return paths;
  }

  /** What a specifier leads to on Lambda, and where the condition `module-sync` holds. */
  resolve(query: ResolveQuery): readonly string[] {
    return this.resolutions(query).flatMap((each) => (each.kind === "file" ? each.path : []));
  }

  /** A file that was only kept, and is loaded after all, is visited again. */
  enqueue(entry: Entry, isLoaded: boolean): void {
    const known = this.#queued.get(entry.path);
    if (known !== undefined && (known.isLoaded || !isLoaded)) return;
    const queued = { ...entry, isLoaded };
    this.#queued.set(entry.path, queued);
    this.queue.push(queued);
  }

  /** Notes that a file of a copy names files of a class. */
  name({ place }: PackageCopy, each: NamedClass, from: string): void {
    if (each === "all-maps") {
      if (!this.reached.namedOfAll.has("map")) this.reached.namedOfAll.set("map", from);
      return;
    }
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
    this.noteKnown(copy);
  }

  /** What the table of known packages says of a copy. */
  noteKnown(copy: PackageCopy): void {
    const { place, bundlePackage, files } = copy;
    const from = files[0]?.path ?? place;
    for (const known of knownPackages.filter(({ name }) => name === bundlePackage.name)) {
      if (known.whole === true) this.keepWhole(copy, { kind: "known", note: known.source });
      for (const each of known.reads ?? []) this.name(copy, each, from);
      for (const each of known.readsOfAll ?? [])
        if (!this.reached.namedOfAll.has(each)) this.reached.namedOfAll.set(each, from);
    }
  }
}

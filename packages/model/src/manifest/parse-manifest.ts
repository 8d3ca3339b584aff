import { PackError } from "../problems/error.ts";
import type { DependencyMap, Manifest } from "./manifest.ts";
import { ManifestFields } from "./manifest-fields.ts";
import { parseJsonObject } from "./parse-json-object.ts";
import type { JsonObject } from "./parse-json-object.ts";

export interface ParseManifestOptions {
  /**
   * For packages that others have published: their reader cannot correct them. Wrong types count as absent where nothing
   * is lost by it, and only what hides dependencies is a fault.
   */
  readonly lenient?: boolean;
}

const installScriptNames = ["preinstall", "install", "postinstall"] as const;

/** The likeliest first. */
const buildScriptNames = ["build", "compile", "bundle", "transpile", "dist", "prepare", "prepack"] as const;

/** Text of a package.json → what matters of it. Throws one error that names all faults of the file. */
export function parseManifest(text: string, file: string, options: ParseManifestOptions = {}): Manifest {
  return buildManifest(parseJsonObject(text, file), file, options);
}

/** The same for a package.json that has been parsed as JSON already. */
export function buildManifest(json: JsonObject, file: string, options: ParseManifestOptions = {}): Manifest {
  const { manifest, faults } = readManifestFields(json, options);
  if (faults.length > 0) throw faulty(file, faults);
  return manifest;
}

/** The same with what is wrong, half a sentence for each field; what is wrong counts as absent in the manifest. */
export function readManifestFields(
  json: JsonObject,
  options: ParseManifestOptions = {},
): { readonly manifest: Manifest; readonly faults: readonly string[] } {
  const fields = new ManifestFields(json, options.lenient === true);
  const dependencies = fields.dependencyMap("dependencies");
  const optionalDependencies = fields.dependencyMap("optionalDependencies");
  const manifest: Manifest = {
    name: fields.text("name"),
    version: fields.text("version"),
    main: fields.text("main"),
    exports: json["exports"],
    imports: json["imports"],
    bin: fields.paths("bin"),
    binDirectory: fields.textIn("directories", "bin"),
    browser: fields.textIfAny("browser"),
    dependencies,
    optionalDependencies,
    peerDependencies: fields.dependencyMap("peerDependencies"),
    optionalPeers: fields.optionalPeers(),
    bundledDependencies: bundledNames(fields, dependencies),
    os: fields.oneOrMore("os"),
    cpu: fields.oneOrMore("cpu"),
    libc: fields.oneOrMore("libc"),
    files: fields.list("files"),
    installScripts: installScriptNames.flatMap((name) => fields.textIn("scripts", name) ?? []),
    publishDirectory: fields.isFalse("publishConfig", "linkDirectory")
      ? undefined
      : fields.textIn("publishConfig", "directory"),
    buildScript: buildScriptNames.find((name) => fields.textIn("scripts", name) !== undefined),
    lambdaPack: json["lambdaPack"],
  };
  return { manifest, faults: fields.faults };
}

/** npm reads both spellings. */
function bundledNames(fields: ManifestFields, dependencies: DependencyMap): readonly string[] {
  const names = new Set<string>();
  for (const key of ["bundleDependencies", "bundledDependencies"]) {
    for (const name of fields.bundled(key) ?? dependencies.keys()) names.add(name);
  }
  return [...names];
}

function faulty(file: string, faults: readonly string[]): PackError {
  return new PackError("MANIFEST_INVALID", `${file} is invalid: ${faults.join("; ")}.`, {
    hint: "Correct these fields.",
    details: { file, faults },
  });
}

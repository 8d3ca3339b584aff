import { findRuntime, formatCount, lambdaRuntimes, splitId } from "@lambda-pack/model";
import type { Finding } from "@lambda-pack/model";
import { listOf } from "./list-of.ts";
import type { Description } from "./description.ts";

type BinaryKind =
  | "wrong-binary"
  | "foreign-binaries"
  | "library-too-new"
  | "missing-shared-library"
  | "wrong-node-version"
  | "damaged-binary";
type Texts = { readonly [Kind in BinaryKind]: (finding: Extract<Finding, { readonly kind: Kind }>) => Description };

/** The texts of findings about native binaries. */
export const binaryTexts: Texts = {
  "wrong-binary": ({ package: id, paths, madeFor, platform }) => ({
    message: `${listOf(paths)} of ${id} ${paths.length === 1 ? "is" : "are"} built for ${listOf(madeFor)}, and the package has none for ${platform}.`,
    hint: `Install and pack on ${platform}, or install for it in a copy of the workspace and name the copy with --platform-packages.`,
  }),
  "foreign-binaries": ({ package: id, files, bytes, platform, programs }) => ({
    message: `${formatCount(files)} ${files === 1 ? "file" : "files"} of ${id} (${formatCount(bytes)} bytes) ${files === 1 ? "is" : "are"} for platforms other than ${platform}.`,
    hint:
      programs === undefined
        ? "Leave such files out with --prune-platforms."
        : `If the function does not start them, leave them out in the settings: "dependencies": ${JSON.stringify({ [splitId(id).name]: { exclude: programs } })}.`,
  }),
  "library-too-new": ({ package: id, path, library, needs, has, runtime }) => ({
    message: `${path} of ${id} needs ${symbolsOf[library]}${needs}, but ${runtime} has ${has}.`,
    hint: `Build it in the image ${imageOf(runtime)}, or install a version built for an older ${library}.`,
  }),
  "missing-shared-library": ({ package: id, path, library }) => ({
    message: `${path} of ${id} needs ${library}, which is not in the bundle and not known to be on Lambda.`,
    hint: `Put the library into lib/ of the target package, where Lambda looks for it, or into a layer.`,
  }),
  "wrong-node-version": ({ package: id, path, found, expected, runtime }) => ({
    message: `${path} of ${id} is built for ${nodeOf(found)}, but ${runtime} is ${nodeOf(expected)}.`,
    hint: `Install or rebuild it with the Node.js of ${runtime}: npm rebuild ${splitId(id).name}.`,
  }),
  "damaged-binary": ({ package: id, path, reason, pointer }) => ({
    message: `${path} of ${id} is not a loadable binary: ${reason}.`,
    hint: `${pointer === true ? "Fetch it (git lfs pull)" : "Install the package again"}, and pack again.`,
  }),
};

/** Of releases that Lambda never had, the number is all that can be told. */
function nodeOf(moduleVersion: number): string {
  const runtime = lambdaRuntimes.find((one) => one.moduleVersion === moduleVersion);
  const version = `NODE_MODULE_VERSION ${moduleVersion}`;
  return runtime === undefined ? version : `Node.js ${runtime.major} (${version})`;
}

/** As the loader names what it misses. */
const symbolsOf = { glibc: "glibc ", "libstdc++": "libstdc++ with GLIBCXX_" };

/** AWS's image of a runtime: `amazon/aws-lambda-nodejs:22` of the one with Node.js 22. */
function imageOf(runtime: string): string {
  return `amazon/aws-lambda-nodejs:${findRuntime(runtime)?.major ?? "latest"}`;
}

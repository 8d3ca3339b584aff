import type { Manifest } from "@lambda-pack/model";

/** Tools that compile or download a package's native code when it is installed. */
const tools = [
  "cargo-cp-artifact",
  "cmake-js",
  "install-from-cache",
  "napi-postinstall",
  "node-gyp",
  "node-gyp-build",
  "node-gyp-build-optional-packages",
  "node-pre-gyp",
  "pkg-prebuilds-verify",
  "prebuild",
  "prebuild-install",
  "prebuildify-ci",
];

const runsTool = new RegExp(String.raw`(?:^|[\s/;&|(])(?:${tools.join("|")})(?=$|[\s.;&|)])`, "u");

/** A package that lets the failure of an install script pass can do without what it makes. */
const mayFail = /\|\|[\s(]*(?:exit 0|true|:|echo|cd \.|node suppress-error)|;\s*exit 0/u;

/**
 * Whether a package has native code to compile or to download when it is installed, and there is no trace of that having
 * happened. Packages whose install scripts do something else are not meant.
 */
export function isUnbuiltNative(paths: readonly string[], { installScripts }: Manifest): boolean {
  if (installScripts.some((script) => mayFail.test(script))) return false;
  // npm runs node-gyp by itself where there is a binding.gyp.
  const isNative =
    paths.includes("binding.gyp") || installScripts.some((script) => runsTool.test(withoutTexts(script)));
  return isNative && !paths.some((path) => path.endsWith(".node"));
}

/** What is in quotes is printed, or is code. */
function withoutTexts(script: string): string {
  return script.replace(/"[^"]*"|'[^']*'/gu, "");
}

import { PackError, splitId } from "@lambda-pack/model";
import type { OpenedBundle } from "@lambda-pack/model";
import { didYouMean } from "../messages/did-you-mean.ts";
import { findDeclaration } from "./find-declaration.ts";
import type { Declaration } from "./find-declaration.ts";
import { listOf } from "../messages/list-of.ts";

/** Why what was asked for is not in a bundle: another version is, a package.json shows why, or nothing has that name. */
export async function notInBundleError(opened: OpenedBundle, query: string): Promise<PackError> {
  const { bundle } = opened;
  const { name, reference: range = "" } = splitId(query);
  const hint = `Run lambda-pack list ${bundle.label} to see its packages.`;
  const details = { query, bundle: bundle.label };
  const versions = [...bundle.packages.values()].flatMap((one) => (one.name === name ? one.id : []));
  if (range !== "" && versions.length > 0) {
    const message = `${query} is not in ${bundle.label}, which has ${listOf(versions)}.`;
    return new PackError("NOT_IN_BUNDLE", message, { hint, details: { ...details, versions } });
  }
  const declaration = await findDeclaration(opened, name);
  if (declaration !== undefined) {
    const texts = declarationTexts(declaration, bundle.origin);
    return new PackError("NOT_IN_BUNDLE", `${name} is not in ${bundle.label}: ${texts.reason}.`, {
      hint: texts.hint ?? hint,
      details: { ...details, declaredIn: declaration.file, kind: declaration.field },
    });
  }
  const names = [...bundle.packages.values()].map((one) => one.name);
  const near = didYouMean(name, names);
  return new PackError("NOT_IN_BUNDLE", `No package or path in ${bundle.label} is named ${query}${near}.`, {
    hint,
    details,
  });
}

interface DeclarationTexts {
  readonly reason: string;
  readonly hint?: string;
}

function declarationTexts({ by, file, field, optionalPeer }: Declaration, origin: string): DeclarationTexts {
  const declares = `${file} declares it in ${field}`;
  if (field === "devDependencies") {
    return {
      reason: `${declares}, which are never packed`,
      hint: `Move it to the dependencies of ${by.name} if the function needs it.`,
    };
  }
  if (optionalPeer)
    return { reason: `${file} declares it as an optional peer, which does not install it`, hint: addHint };
  if (field === "optionalDependencies") {
    return { reason: `${declares}, but it is not installed, or is for another platform` };
  }
  return {
    reason: `${declares}, but it ${origin === "zip" ? "was left out" : "is left out"}`,
    hint: leftOutHint(origin),
  };
}

const addHint = "Add it to the dependencies of the packed package if the function needs it.";

function leftOutHint(origin: string): string {
  return origin === "zip"
    ? "Run lambda-pack check on the zip to see whether the function needs it."
    : "Check the settings excludePackages and onlyPackages.";
}

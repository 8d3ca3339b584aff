import type { FindingKind, FindingSeverity } from "./finding.ts";

/**
 * The severities that a finding of each kind may have, the most severe first: an import that fails while the handler is loaded is
 * an error, the same in a function that may never be called is a warning. `docs/problems` says when which one is given.
 */
export const findingSeverities = {
  "handler-malformed": ["error"],
  "handler-missing": ["error"],
  "handler-not-exported": ["error"],
  "handler-provided": ["note"],
  "handler-script": ["error", "warning"],
  "nothing-checked": ["warning"],
  "unresolved-import": ["error", "warning", "note"],
  "undeclared-import": ["warning", "note"],
  "require-of-module": ["error", "warning"],
  "module-syntax": ["error", "warning"],
  "syntax-error": ["error", "warning"],
  "file-not-checked": ["warning", "note"],
  "module-sync": ["error", "warning", "note"],
  "typescript-import": ["error", "warning"],
  "wrong-binary": ["error", "warning"],
  "foreign-binaries": ["note"],
  "library-too-new": ["error", "warning"],
  "missing-shared-library": ["warning"],
  "wrong-node-version": ["error", "warning"],
  "damaged-binary": ["error", "warning"],
  "unreadable-mode": ["error"],
  "not-executable": ["warning"],
  "link-entry": ["note"],
  "bad-link": ["error", "warning"],
  "unsafe-name": ["warning"],
  "colliding-names": ["warning"],
  "secret-in-bundle": ["warning", "note"],
  "unsupported-compression": ["error"],
  "header-mismatch": ["warning"],
  "hidden-data": ["warning"],
  "many-entries": ["warning"],
  "no-package": ["error", "warning", "note"],
  "over-limit": ["error"],
  "near-limit": ["warning"],
  "unused-peer": ["note"],
  "engines-mismatch": ["warning", "note"],
} as const satisfies { readonly [Kind in FindingKind]: readonly FindingSeverity[] };

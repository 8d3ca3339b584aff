import type { JsonObject } from "@lambda-pack/model";

/** What lies at the workspace root and defines the workspace. */
export interface RootFiles {
  /** Absolute real path. */
  readonly dir: string;
  /** Absolute real path of the folder of rush.json, where Rush made this root, below it, for pnpm. */
  readonly rushDir?: string;
  readonly packageJson: JsonObject | undefined;
  readonly lernaJson: JsonObject | undefined;
  /** pnpm-workspace.yaml, which may hold nothing but settings. */
  readonly pnpmWorkspace: JsonObject | undefined;
  /** `workspaces` of package.json, in the array or the object form; undefined without that field. */
  readonly workspaces: readonly string[] | undefined;
  /** `packages` of lerna.json; undefined where Lerna goes by another file. */
  readonly lernaPackages: readonly string[] | undefined;
  /** `packages` of pnpm-workspace.yaml; undefined without that field. */
  readonly pnpmPackages: readonly string[] | undefined;
}

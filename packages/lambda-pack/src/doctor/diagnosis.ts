import type { PackageManager } from "@lambda-pack/model";
import type { InstalledCounts, WorkspaceFindings } from "@lambda-pack/workspace";

/** What `lambda-pack doctor` found, as `--json` prints it. No path in it names the user. */
export interface Diagnosis {
  readonly schemaVersion: 2;
  readonly tool: { readonly version: string; readonly installedIn: string };
  readonly machine: Machine;
  /** Absent where there is none. */
  readonly workspace?: DiagnosedWorkspace;
  /** What lies in the output root; absent where nothing was ever packed. */
  readonly outputs?: OutputFindings;
  /** Errors first. */
  readonly problems: readonly DoctorProblem[];
}

export interface Machine {
  /** Without a `v`. */
  readonly node: string;
  readonly zlib: string;
  readonly platform: string;
  readonly arch: string;
  readonly release: string;
}

export interface DiagnosedWorkspace {
  readonly root: string;
  /** What makes it the root, in words; none for a package that stands alone. */
  readonly rootMarks: readonly string[];
  /** Without the root itself. */
  readonly packages: number;
  /** Those with a `lambdaPack` field. */
  readonly packable: number;
  /** Absent where the disk does not show it. */
  readonly caseSensitive?: boolean;
  readonly packageManager: {
    readonly name: PackageManager;
    readonly recognizedBy: WorkspaceFindings["recognizedBy"];
    readonly version?: string;
    readonly declared?: string;
    readonly declaredIn?: "package.json" | "lerna.json";
  };
  readonly layout: Layout;
  /** Where the declared dependencies lie. Under Plug'n'Play there is nothing to count. */
  readonly installed: InstalledCounts;
  readonly lockfiles: readonly DiagnosedLockfile[];
}

/** `own`: each package has its dependencies beside it; `none`: nothing is installed, or nothing is needed. */
export type Layout = "plug-and-play" | "hoisted" | "isolated" | "own" | "none";

export interface DiagnosedLockfile {
  readonly name: string;
  readonly format?: string;
  /** It is the one that is read. */
  readonly used: boolean;
  readonly readable: boolean;
}

export interface OutputFindings {
  /** From the workspace root. */
  readonly dir: string;
  readonly archives: Counted;
  readonly stagingDirectories: number;
  /** What earlier packs left for later ones. */
  readonly indexes: Counted;
  /** What packs that were killed left behind, from the workspace root. */
  readonly leftovers: readonly string[];
}

export interface Counted {
  readonly files: number;
  readonly bytes: number;
}

/** An error keeps every package from being packed; a warning may be one for some. */
export interface DoctorProblem {
  readonly severity: "error" | "warning";
  /** One sentence. */
  readonly message: string;
  /** One sentence, an action. */
  readonly hint: string;
}

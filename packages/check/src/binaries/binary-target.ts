import type { Bundle, InstanceId, LambdaRuntime, Platform } from "@lambda-pack/model";
import type { PackageFacts } from "../read-package-facts.ts";

/** What the binaries of a bundle are compared with. */
export interface BinaryTarget {
  readonly bundle: Bundle;
  readonly platform: Platform;
  /** Such as `nodejs22.x`. */
  readonly runtime: string;
  /** Undefined for one that is not known. */
  readonly lambdaRuntime: LambdaRuntime | undefined;
  readonly packages: ReadonlyMap<InstanceId, PackageFacts>;
  readonly fitsPlatform: FitsPlatform;
  readonly platformFromName: PlatformFromName;
}

/** Whether a package with these fields runs on the platform. */
export type FitsPlatform = (fields: PlatformFields, platform: Platform) => boolean;

/** The fields that a package probably has, to judge by its name; undefined for names that say nothing. */
export type PlatformFromName = (name: string) => PlatformFields | undefined;

export interface PlatformFields {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
}

/** The platform in the words of a finding: `linux x64 glibc`. */
export function platformText({ os, cpu, libc }: Platform): string {
  return `${os} ${cpu} ${libc}`;
}

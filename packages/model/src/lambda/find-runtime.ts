import { lambdaRuntimes } from "./runtimes.ts";
import type { LambdaRuntime, RuntimeBehaviour } from "./runtimes.ts";

const byId: ReadonlyMap<string, LambdaRuntime> = new Map(
  lambdaRuntimes.map((runtime) => [runtimeIdOf(runtime.major), runtime]),
);

/** What is known of a runtime, by Lambda's identifier; undefined for what is none, or is newer than this table. */
export function findRuntime(id: string): LambdaRuntime | undefined {
  return byId.get(id);
}

/**
 * How a runtime treats code. One that is not known here is taken for the newest that is: most likely it is newer still. What only
 * its own release decides, such as versions of libraries, is not to be said of it: `findRuntime` has none.
 */
export function behaviourOf(id: string): RuntimeBehaviour {
  return findRuntime(id) ?? { ...behaviourOfNewest, major: undefined };
}

const behaviourOfNewest = lambdaRuntimes.reduce((_, runtime) => runtime);

/** The names of the runtimes that AWS supports, the oldest first. */
export const currentRuntimes: readonly string[] = lambdaRuntimes
  .filter(({ support }) => support.phase === "current")
  .map(({ major }) => runtimeIdOf(major));

/** Lambda's identifier of the runtime that has a major version of Node.js. */
export function runtimeIdOf(major: number): string {
  return `nodejs${major}.x`;
}

/** Whether a runtime brings a package. */
export function isFromRuntime(name: string, { packages }: RuntimeBehaviour): boolean {
  return packages.some((each) => (each.endsWith("/*") ? name.startsWith(each.slice(0, -1)) : name === each));
}

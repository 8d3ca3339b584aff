import { isDeepStrictEqual } from "node:util";
import path from "node:path";
import { cacheDirectory } from "@lambda-pack/test-support/repository";
import { outputJson, pathExists, readJson } from "fs-extra/esm";
import type { Visit } from "./render-wild.ts";
import { repositories } from "./repositories.ts";
import type { Repository } from "./repository.ts";

/** Remembers what was seen, so that one monorepo can be tried again without the others. */
export async function writeVisit(visit: Visit): Promise<void> {
  await outputJson(fileOf(visit.repository), visit, { spaces: 2 });
}

/** What was seen of each monorepo last, in the order of the table; none of those that the table has otherwise since. */
export async function readVisits(): Promise<readonly Visit[]> {
  const visits = await Promise.all(repositories.map(readVisit));
  return visits.flatMap((visit) => visit ?? []);
}

async function readVisit(repository: Repository): Promise<Visit | undefined> {
  const file = fileOf(repository);
  if (!(await pathExists(file))) return undefined;
  const visit: Visit = await readJson(file);
  const asked = visit.trials.map(({ target }) => target);
  const isCurrent = visit.repository.commit === repository.commit && isDeepStrictEqual(asked, repository.targets);
  return isCurrent ? { ...visit, repository } : undefined;
}

function fileOf({ name }: Repository): string {
  return path.join(cacheDirectory, "wild", `${name.replace("/", "+")}.json`);
}

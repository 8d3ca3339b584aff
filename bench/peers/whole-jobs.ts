import { lambdaPack } from "./lambda-pack.ts";
import { isolatePackage } from "./isolate-package.ts";
import { packageExtractor } from "./package-extractor.ts";
import type { Peer } from "./peer.ts";
import { pnpmDeploy } from "./pnpm-deploy.ts";
import { serverless } from "./serverless.ts";

/** What begins with an installed monorepo and ends with a zip. */
export const wholeJobs: readonly Peer[] = [lambdaPack, packageExtractor, pnpmDeploy, isolatePackage, serverless];

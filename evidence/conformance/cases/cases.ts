import type { ConformanceCase } from "../conformance-case.ts";
import { answeringCases } from "./answering.ts";
import { failingCases } from "./failing.ts";
import { loadingCases } from "./loading.ts";
import { streamingCases } from "./streaming.ts";
import { surroundingsCases } from "./surroundings.ts";

/** All cases, by what they are about. */
export const conformanceCases: Readonly<Record<string, readonly ConformanceCase[]>> = {
  Loading: loadingCases,
  Answering: answeringCases,
  Failing: failingCases,
  Streaming: streamingCases,
  Surroundings: surroundingsCases,
};

import type { InstanceEdge } from "@lambda-pack/model";

/** What is unusual about a dependency; nothing of a plain one. */
export function kindText({ kind, optional }: Pick<InstanceEdge, "kind" | "optional">): readonly string[] {
  if (kind === "peerDependencies") return [optional ? "optional peer" : "peer"];
  if (kind === "bundledDependencies") return ["bundled"];
  return optional || kind === "optionalDependencies" ? ["optional"] : [];
}

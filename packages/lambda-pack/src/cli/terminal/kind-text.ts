import type { InstanceEdge } from "@lambda-pack/model";

/** What is to be said of a dependency that is not a plain one; nothing of one that is. */
export function kindText({ kind, optional }: Pick<InstanceEdge, "kind" | "optional">): readonly string[] {
  if (kind === "peerDependencies") return [optional ? "optional peer" : "peer"];
  if (kind === "bundledDependencies") return ["bundled"];
  return optional || kind === "optionalDependencies" ? ["optional"] : [];
}

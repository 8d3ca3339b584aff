import type { Closure, Instance, InstanceId } from "@lambda-pack/model";

/** The instance of an edge's end; a closure without it is a bug of whoever made the closure. */
export function instanceOf({ instances }: Closure, id: InstanceId): Instance {
  const instance = instances.get(id);
  if (instance === undefined) throw new Error(`The closure has an edge to ${id}, which it does not hold`);
  return instance;
}

import type { Closure } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { findSuite } from "../../src/layout/find-suite.ts";
import { closureOf } from "../closure-of.ts";

/** The suite of the target's first edge: `name = instance < dependent` for each member. */
function drawSuite(closure: Closure) {
  const dependent = closure.target;
  const [edge] = closure.instances.get(dependent)?.edges ?? [];
  if (edge === undefined) throw new Error("The target has no edge");
  const { members, whole } = findSuite(closure, { dependent, edge });
  return { members: members.map((member) => `${member.edge.name} = ${member.edge.to} < ${member.dependent}`), whole };
}

describe("a suite is", () => {
  test("one instance, where nothing has to lie beside it", () => {
    const closure = closureOf({ "app@0": ["ant@1"], "ant@1": ["bee@1"] });
    expect(drawSuite(closure)).toEqual({ members: ["ant = ant@1 < app@0"], whole: true });
  });

  test("the instance, its siblings and theirs, each once", () => {
    const closure = closureOf({
      "app@0": ["linux=ant@1"],
      "ant@1": ["beside bee@1", "beside cat@1", "dog@1"],
      "bee@1": ["beside cat@1"],
      "cat@1": ["beside bee@1", "beside ant@1"],
    });
    const members = ["linux = ant@1 < app@0", "bee = bee@1 < ant@1", "cat = cat@1 < ant@1", "ant = ant@1 < cat@1"];
    expect(drawSuite(closure)).toEqual({ members, whole: true });
  });

  test("the instance alone, where two siblings want one name", () => {
    const closure = closureOf({
      "app@0": ["ant@1"],
      "ant@1": ["beside bee@1", "beside cat@1"],
      "cat@1": ["beside bee@2"],
    });
    expect(drawSuite(closure)).toEqual({ members: ["ant = ant@1 < app@0"], whole: false });
  });
});

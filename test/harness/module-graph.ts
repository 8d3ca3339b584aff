import type { Closure, Instance } from "@lambda-pack/model";
import { json, link } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

/**
 * A monorepo in which each package of the closure has one directory, and every edge is a link to it in the `node_modules` of its
 * dependent: any graph can be installed so, with `packages/app` for its target. The handler of the app, `lambdaHandler` in
 * index.js, walks all edges from module to module by `require` and by `import`, and answers which edge led to which module.
 */
export function moduleGraph({ target, instances }: Closure): Tree {
  const places = new Map([...instances.keys()].map((id, index) => [id, `store/${index}`]));
  places.set(target, "packages/app");
  const packages = [...instances.values()].map((instance): [string, Tree] => {
    const links = instance.edges.map(({ name, to }): [string, Tree[string]] => {
      // Two up to the root from either place, one out of node_modules, and one out of the scope.
      const up = name.startsWith("@") ? "../../../.." : "../../..";
      return [`node_modules/${name}`, link(`${up}/${places.get(to)}`)];
    });
    return [places.get(instance.id) ?? "", { ...packageFiles(instance), ...Object.fromEntries(links) }];
  });
  return {
    "package.json": json({ name: "graph", version: "1.0.0", private: true, workspaces: ["packages/*"] }),
    ...Object.fromEntries(packages),
  };
}

/** Modules are numbered in the order in which the walk comes to them: two answers are equal when the modules are shared alike. */
const walk = `
async function walk(first) {
  const numbers = new Map([[first, 0]]);
  const steps = [];
  for (const [module, number] of numbers) {
    for (const name of module.names) {
      const other = await module.load(name);
      if (!numbers.has(other)) numbers.set(other, numbers.size);
      steps.push(\`\${module.id} (\${number}) > \${name} = \${other.id} (\${numbers.get(other)})\`);
    }
  }
  return steps;
}
`;

function packageFiles({ id, name, version, importer, edges }: Instance): Tree {
  const names = JSON.stringify(edges.map((edge) => edge.name));
  const dependencies = Object.fromEntries(edges.map((edge) => [edge.name, "*"]));
  const handler = `${walk}
exports.lambdaHandler = async () => [await walk(exports), await walk(await import("./index.mjs"))];
`;
  return {
    "package.json": json({ name, version, dependencies }),
    "index.js": `exports.id = "${id}"; exports.names = ${names}; exports.load = (name) => require(name);\n${importer ? handler : ""}`,
    "index.mjs": `export const id = "${id}", names = ${names}, load = (name) => import(\`\${name}/index.mjs\`);\n`,
  };
}

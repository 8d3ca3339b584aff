import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { createRequire } from "node:module";
import { execa } from "execa";
import { remove } from "fs-extra/esm";
import { makeTemporaryDirectory } from "../disk/make-temporary-directory.ts";
import { packTarball } from "./made-up-package.ts";
import type { MadeUpPackage } from "./made-up-package.ts";
import { json, writeTree } from "../disk/tree.ts";

/** A registry of npm packages that exist nowhere else. */
export interface Registry {
  /** `http://127.0.0.1:<port>/` */
  readonly url: string;
  /** Adds a release to those that are there. */
  readonly publish: (made: MadeUpPackage) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a registry on this machine alone, without any other behind it, and publishes the packages in their order. */
export async function startRegistry(packages: readonly MadeUpPackage[]): Promise<Registry> {
  const directory = makeTemporaryDirectory();
  const url = `http://127.0.0.1:${await findFreePort()}/`;
  writeTree(directory, {
    "config.yaml": json({
      storage: path.join(directory, "storage"),
      listen: url,
      uplinks: {},
      packages: { "**": { access: "$all", publish: "$all" } },
      web: { enable: false },
      log: { type: "stdout", format: "json", level: "fatal" },
    }),
  });
  const verdaccio = path.join(
    path.dirname(createRequire(import.meta.url).resolve("verdaccio/package.json")),
    "bin",
    "verdaccio",
  );
  const server = execa(process.execPath, [verdaccio, "--config", path.join(directory, "config.yaml")], {
    cwd: directory,
    extendEnv: false,
    env: { PATH: process.env["PATH"], HOME: directory },
    reject: false,
  });
  const stop = async (): Promise<void> => {
    server.kill();
    await server;
    await remove(directory);
  };
  try {
    await untilAnswering(url);
    for (const each of packages) await publish(url, each);
    return { url, stop, publish: async (made) => publish(url, made) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("the probe has no port");
  return address.port;
}

async function untilAnswering(url: string): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    const isUp = await fetch(new URL("-/ping", url)).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    if (Date.now() > end) throw new Error(`no registry answers at ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What `npm publish` sends, without starting npm for each package. */
async function publish(url: string, made: MadeUpPackage): Promise<void> {
  const { name, version, fields = {} } = made;
  const tarball = await packTarball(made);
  const file = `${name}-${version}.tgz`;
  const dist = {
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    shasum: createHash("sha1").update(tarball).digest("hex"),
    tarball: new URL(`${name}/-/${file}`, url).href,
  };
  const manifest = { ...fields, name, version, _id: `${name}@${version}`, dist };
  const response = await fetch(new URL(encodeURIComponent(name), url), {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: "Bearer made-up" },
    body: JSON.stringify({
      _id: name,
      name,
      "dist-tags": { latest: version },
      versions: { [version]: manifest },
      _attachments: {
        [file]: { content_type: "application/octet-stream", data: tarball.toString("base64"), length: tarball.length },
      },
    }),
  });
  if (!response.ok) throw new Error(`${name}@${version} is not published: ${response.status} ${await response.text()}`);
}

/** npm's `validForOldPackages`: what no longer may be published, as names with capitals, still is a name. */
const REGISTRY_NAME = /^(?:@[\w.!~*'()-]+\/)?(?![._])[\w.!~*'()-]+$/u;

/** Whether a registry may have a package of this name, so that it can be installed from there. */
export function isRegistryName(name: string): boolean {
  return REGISTRY_NAME.test(name) && name !== "node_modules" && name !== "favicon.ico";
}

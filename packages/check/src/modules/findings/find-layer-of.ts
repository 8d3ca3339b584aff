/** Packages that layers bring to functions → whose layers. A name that ends in `*` stands for all that begin so. */
const layerPackages: ReadonlyMap<string, string> = new Map([
  ["@aws-lambda-powertools/*", "Powertools for AWS Lambda"],
  ["@dynatrace/*", "Dynatrace"],
  ["@instana/*", "Instana"],
  ["@lumigo/*", "Lumigo"],
  ["@sentry/aws-serverless", "Sentry"],
  ["@sentry/serverless", "Sentry"],
  ["datadog-lambda-js", "Datadog"],
  ["dd-trace", "Datadog"],
  ["epsagon", "Epsagon"],
  ["newrelic", "New Relic"],
  ["@newrelic/*", "New Relic"],
]);

/** Whose layers have a package of that name, as far as that is generally known. */
export function findLayerOf(name: string): string | undefined {
  return layerPackages.get(name) ?? layerPackages.get(name.replace(/\/.*$/u, "/*"));
}

import { holdsPrivateKey } from "@lambda-pack/model";

/** Whether only the content of a file tells, whose name speaks of secrets. */
export function isToldByContent(name: string): boolean {
  return told.test(name);
}

const told = /(?:\.(?:pem|key|p8|json)|^(?:\.npmrc|\.pnpmrc|\.yarnrc|\.yarnrc\.yml|\.?bunfig\.toml|\.env.*))$/iu;

/**
 * Whether such a file holds a secret: certificates are public, many a `.npmrc` only has settings, and `.env.example` is there to be
 * read.
 */
export function holdsSecret(name: string, text: string): boolean {
  if (/\.(?:pem|key|p8)$/iu.test(name)) return holdsPrivateKey(text);
  if (/^\.env/iu.test(name)) return !examples.test(name) && /^\s*(?:export\s+)?[\w.-]+\s*=\s*[^\s#]/mu.test(text);
  if (/\.json$/iu.test(name)) return holdsPrivateKey(text) || jsonSecret.test(text);
  return packageManagerToken.test(text);
}

/** With a value that is no reference to a variable. */
const packageManagerToken =
  /(?:_auth|_authToken|_password|npmAuthToken|npmAuthIdent|token)["']?\s*[=:]\s*["']?[^\s"'$]/u;

/** Of service accounts and logins. */
const jsonSecret =
  /"(?:private_key|client_secret|refresh_token|auths|password|token|accessKeySecret|SecretAccessKey)"\s*:\s*["{]/u;

const examples = /[.-](?:dist|defaults?|example|sample|schema|template)$/iu;

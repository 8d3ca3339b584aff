/**
 * Whether a file whose name speaks of secrets holds one: certificates are public, many a `.npmrc` only has settings, and
 * `.env.example` is there to be read.
 */
export function holdsSecret(name: string, text: string): boolean {
  if (/\.(?:pem|key)$/u.test(name)) return /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/u.test(text);
  if (/^\.(?:npmrc|yarnrc|yarnrc\.yml)$/u.test(name)) return packageManagerToken.test(text);
  if (name.startsWith(".env")) return !examples.test(name) && /^\s*(?:export\s+)?[\w.-]+\s*=\s*[^\s#]/mu.test(text);
  return true;
}

/** With a value that is no reference to a variable. */
const packageManagerToken = /(?:_auth|_authToken|_password|npmAuthToken|npmAuthIdent)["']?\s*[=:]\s*["']?[^\s"'$]/u;

const examples = /[.-](?:dist|defaults?|example|sample|schema|template)$/u;

/**
 * Whether a file whose name speaks of secrets holds one: certificates are public, many a `.npmrc` only has settings, and
 * `.env.example` is there to be read.
 */
export function holdsSecret(name: string, text: string): boolean {
  if (/\.(?:pem|key)$/.test(name)) return /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text);
  if (/^\.(?:npmrc|yarnrc|yarnrc\.yml)$/.test(name)) return packageManagerToken.test(text);
  if (name.startsWith(".env")) return !examples.test(name) && /^\s*(?:export\s+)?[\w.-]+\s*=\s*[^\s#]/m.test(text);
  return true;
}

/** With a value that is no reference to a variable. */
const packageManagerToken = /(?:_auth|_authToken|_password|npmAuthToken|npmAuthIdent)["']?\s*[=:]\s*["']?[^\s"'$]/;

const examples = /[.-](?:dist|defaults?|example|sample|schema|template)$/;

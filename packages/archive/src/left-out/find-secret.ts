/** Names of files and folders that hold credentials so often that nobody ships them unasked; Pulumi has them in clear. */
const anyNames: ReadonlySet<string> = new Set([".npmrc", ".pnpmrc", ".yarnrc", ".yarnrc.yml", ".pulumi"]);

/** State, plans and variables of Terraform have credentials in clear. */
const terraformNames = /\.(?:tfstate(?:\..+)?|tfvars(?:\.json)?|tfplan)$/u;

/** Folders in which tools keep keys and logins, as in a home directory. */
const folderNames: ReadonlySet<string> = new Set([
  ".ssh",
  ".gnupg",
  ".aws",
  ".azure",
  ".kube",
  ".gcloud",
  ".oci",
  ".password-store",
]);

/** Files in which tools keep logins. */
const loginNames: ReadonlySet<string> = new Set([
  "credentials",
  "bunfig.toml",
  ".bunfig.toml",
  ".netrc",
  "_netrc",
  ".pgpass",
  "pgpass.conf",
  ".htpasswd",
  ".git-credentials",
  ".pypirc",
  ".vault-token",
  ".s3cfg",
  ".boto",
  ".passwd-s3fs",
  ".my.cnf",
  ".mylogin.cnf",
  ".dockercfg",
  ".dockerconfigjson",
  ".terraformrc",
  "terraform.rc",
  "credentials.tfrc.json",
  "rclone.conf",
  ".rclone.conf",
  ".databrickscfg",
  ".sentryclirc",
  ".ftpconfig",
  "sftp-config.json",
]);

/** Of shells, databases and interpreters: `.bash_history`. */
const historyNames = /^\.(?:\w+_)?history$/u;

/** Private keys of SSH without an extension. */
const keyNames = /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/u;

/** Private keys, and stores of keys and passwords. */
const keyExtensions: ReadonlySet<string> = new Set([
  "key",
  "p8",
  "p12",
  "pfx",
  "pkcs12",
  "jks",
  "jceks",
  "bks",
  "keystore",
  "kdb",
  "kdbx",
  "ppk",
  "ovpn",
  "keychain",
  "keychain-db",
]);

/** Keys of service accounts, as the consoles and guides of clouds name them. */
const accountNames =
  /^(?:(?:.*[-_.])?service[-_.]?account.*|.*firebase-adminsdk.*|(?:.*[-_.])?(?:private[-_.]?)?key|application_default_credentials|client_secret.*)\.json$/u;

/** Where a name alone is of many things: how what holds logins begins, by the folder that it lies in. */
const loginsByFolder: ReadonlyMap<string, RegExp> = new Map([
  [".docker", /^config\.json/u],
  [".cargo", /^credentials\.toml/u],
  [".gem", /^credentials/u],
  [".m2", /^settings(?:-security)?\.xml/u],
  [".composer", /^auth\.json/u],
]);

/** Below `.config`. */
const configFolders: ReadonlySet<string> = new Set(["gcloud", "gh", "hub", "op"]);

/**
 * The part of a path that names a secret, a file or a folder: `config/.env` of `config/.env/a`; undefined for others. Case does not
 * matter. The one list of packs and of `check`. Each path of own packages comes here: sets, where expressions would cost more than the walk.
 */
export function findSecret(path: string): string | undefined {
  const segments = path.split("/");
  const names = segments.map((segment) => segment.toLowerCase());
  const index = names.findIndex((name, at) => isSecret(name, names[at - 1], at === names.length - 1));
  return index === -1 ? undefined : segments.slice(0, index + 1).join("/");
}

function isSecret(name: string, folder: string | undefined, isLast: boolean): boolean {
  if (name.startsWith(".env") || anyNames.has(name) || name.endsWith(".pem") || folderNames.has(name)) return true;
  if (name.includes(".tf") && terraformNames.test(name)) return true;
  if (folder !== undefined && loginsByFolder.get(folder)?.test(name) === true) return true;
  return isLast ? isSecretFile(name) : folder === ".config" && configFolders.has(name);
}

function isSecretFile(name: string): boolean {
  if (loginNames.has(name) || keyExtensions.has(extensionOf(name))) return true;
  if (name.startsWith("id_")) return keyNames.test(name);
  return name.endsWith(".json") ? accountNames.test(name) : name.endsWith("history") && historyNames.test(name);
}

/** Without the dot; empty where there is none. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot === -1 ? "" : name.slice(dot + 1);
}

/** Whether a secret may as well be no secret: functions read certificate authorities from files named alike. */
export function isCertificate(path: string): boolean {
  return path.toLowerCase().endsWith(".pem");
}

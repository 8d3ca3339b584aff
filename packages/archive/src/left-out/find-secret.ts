/** Names of files and folders that hold credentials so often that nobody ships them unasked; state of Terraform and Pulumi has them in clear. */
const anyNames =
  /^(?:\.env.*|\.npmrc|\.pnpmrc|\.yarnrc|\.yarnrc\.yml|.*\.pem|.*\.tfstate(?:\..+)?|.*\.tfvars(?:\.json)?|.*\.tfplan|\.pulumi)$/iu;

/** Folders in which tools keep keys and logins, as in a home directory. */
const folderNames = /^(?:\.ssh|\.gnupg|\.aws|\.azure|\.kube|\.gcloud|\.oci|\.password-store)$/iu;

/** Files in which tools keep logins. */
const loginNames =
  /^(?:credentials|\.?bunfig\.toml|[._]netrc|\.pgpass|pgpass\.conf|\.htpasswd|\.git-credentials|\.pypirc|\.vault-token|\.s3cfg|\.boto|\.passwd-s3fs|\.my\.cnf|\.mylogin\.cnf|\.dockercfg|\.dockerconfigjson|\.terraformrc|terraform\.rc|credentials\.tfrc\.json|\.?rclone\.conf|\.databrickscfg|\.sentryclirc|\.ftpconfig|sftp-config\.json|\.(?:\w+_)?history)$/iu;

/** Private keys, and stores of keys and passwords. */
const keyNames =
  /^(?:id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|.*\.(?:key|p8|p12|pfx|pkcs12|jks|jceks|bks|keystore|kdbx?|ppk|ovpn|keychain(?:-db)?))$/iu;

/** Keys of service accounts, as the consoles and guides of clouds name them. */
const accountNames =
  /^(?:(?:.*[-_.])?service[-_.]?account.*|.*firebase-adminsdk.*|(?:.*[-_.])?(?:private[-_.]?)?key|application_default_credentials|client_secret.*)\.json$/iu;

/** Where a name alone is of many things. */
const pathsOfLogins =
  /(?:^|\/)(?:\.docker\/config\.json|\.config\/(?:gcloud|gh|hub|op)(?=\/)|\.cargo\/credentials\.toml|\.gem\/credentials|\.m2\/settings(?:-security)?\.xml|\.composer\/auth\.json)/iu;

/**
 * The part of a path that names a secret, a file or a folder: `config/.env` of `config/.env/a`; undefined for others. Case does not
 * matter. The one list of packs and of `check`.
 */
export function findSecret(path: string): string | undefined {
  const segments = path.split("/");
  const last = segments.length - 1;
  const index = segments.findIndex(
    (name, at) => anyNames.test(name) || (at < last ? folderNames.test(name) : isSecretFile(name)),
  );
  if (index !== -1) return segments.slice(0, index + 1).join("/");
  const match = pathsOfLogins.exec(path);
  return match === null ? undefined : path.slice(0, match.index + match[0].length);
}

function isSecretFile(name: string): boolean {
  return [folderNames, loginNames, keyNames, accountNames].some((names) => names.test(name));
}

/** Whether a secret may as well be no secret: functions read certificate authorities from files named alike. */
export function isCertificate(path: string): boolean {
  return path.toLowerCase().endsWith(".pem");
}

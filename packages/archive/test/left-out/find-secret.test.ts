import { findSecret } from "@lambda-pack/archive";
import { expect, test } from "vitest";

test.each(
  `.env .ENV .env.production .envrc .npmrc .NPMRC .pnpmrc .yarnrc .yarnrc.yml bunfig.toml .bunfig.toml .netrc _netrc .pgpass .htpasswd
  .git-credentials .pypirc .vault-token .bash_history .zsh_history .psql_history .node_repl_history .s3cfg .my.cnf .mylogin.cnf .boto .dockercfg
  terraform.tfstate terraform.tfstate.backup prod.tfvars plan.tfplan .terraformrc credentials.tfrc.json credentials
  id_rsa id_ed25519 id_ecdsa id_dsa ID_RSA id_ed25519_sk server.key Server.PEM AuthKey_1.p8 store.p12 store.PFX store.jks store.keystore
  vault.kdbx putty.ppk office.ovpn service-account.json serviceAccountKey.json service_account.prod.json my-service-account.json key.json gcp-key.json
  private-key.json app-firebase-adminsdk-1.json application_default_credentials.json client_secret_1.json`.split(
    /\s+/u,
  ),
)("%s is a secret, at any depth", (name) => {
  expect(findSecret(name)).toBe(name);
  expect(findSecret(`config/deep/${name}`)).toBe(`config/deep/${name}`);
});

test.each([
  [".aws/credentials", ".aws"],
  ["home/.ssh/known_hosts", "home/.ssh"],
  [".gnupg/pubring.kbx", ".gnupg"],
  [".kube/config", ".kube"],
  [".KUBE/config", ".KUBE"],
  [".docker/config.json", ".docker/config.json"],
  [".config/gcloud/a/b.db", ".config/gcloud"],
  [".cargo/credentials.toml", ".cargo/credentials.toml"],
  [".pulumi/stacks/a.json", ".pulumi"],
])("%s is a secret by its folder: %s", (path, secret) => {
  expect(findSecret(path)).toBe(secret);
});

test.each(
  `keys.js key.js key keyboard.json monkey.json credentials/index.js credentials.js environment.js id_rsa.pub ca.crt cert.cer service.json
  account.json history .docker/Dockerfile .config/app.json docker/config.json kube/config src/aws/credentials.ts tokens.json locales/keys.json`.split(
    /\s+/u,
  ),
)("%s is none", (path) => {
  expect(findSecret(path)).toBeUndefined();
});

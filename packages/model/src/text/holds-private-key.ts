/** Whether a text holds a private key as PEM. */
export function holdsPrivateKey(text: string): boolean {
  return text.includes("PRIVATE KEY") && pem.test(text);
}

const pem = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/u;

/** By its name: no text that somebody could have put a key into. */
export function isBinaryName(name: string): boolean {
  return /\.(?:avif|br|eot|gif|gz|ico|jpe?g|map|mp[34]|node|otf|pdf|png|svg|tgz|ttf|wasm|webp|woff2?|zip)$/iu.test(
    name,
  );
}

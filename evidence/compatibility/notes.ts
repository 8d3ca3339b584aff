/** What is worth to be known of a package, by its name: in sentences. */
export const notes: Readonly<Record<string, readonly string[]>> = {
  "@nestjs/core": [
    "Only ES modules since its version 12: the stall is one, and `check` reports an error where a handler requires it.",
  ],
  "@sparticuz/chromium": [
    "Its browser is more than 100 MB in `/tmp`, which has 512 MB unless the function is given more.",
    "Its zip is over 50 MB and must go through S3: `--max-zip-size` allows it.",
  ],
  bcrypt: [
    "Brings binaries for all platforms; `--prune-platforms` leaves the others out. So do `argon2` and `sodium-native`.",
  ],
  chokidar: ["Only ES modules, as are `got`, `jose`, `nanoid`, `puppeteer-core` and `uuid`: their stalls are too."],
  fastify: [
    "`light-my-request`, which its `inject` and so `@fastify/aws-lambda` needs, requires `cookie`, an ES module.",
    "That is a warning of `check` and no error, because it is required in a function, when a request comes.",
  ],
  jsdom: [
    "Parts of it require ES modules as soon as it is loaded: the errors of `check` say so, and do not know of NODE_OPTIONS.",
  ],
  pino: [
    "Its worker thread keeps no process alive: a handler that waits for nothing but the end of a transport is given up, and answers `null`, as on Lambda.",
  ],
};

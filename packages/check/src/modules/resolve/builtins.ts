/** Node's own modules that can be asked for with or without `node:`. */
const plainBuiltins: ReadonlySet<string> = new Set([
  ..."_http_agent _http_client _http_common _http_incoming _http_outgoing _http_server".split(" "),
  ..."_stream_duplex _stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable".split(" "),
  ..."_tls_common _tls_wrap assert assert/strict async_hooks buffer child_process cluster console".split(" "),
  ..."constants crypto dgram diagnostics_channel dns dns/promises domain events fs fs/promises http".split(" "),
  ..."http2 https inspector inspector/promises module net os path path/posix path/win32 perf_hooks".split(" "),
  ..."process punycode querystring readline readline/promises repl stream stream/consumers".split(" "),
  ..."stream/promises stream/web string_decoder sys timers timers/promises tls trace_events tty url".split(" "),
  ..."util util/types v8 vm wasi worker_threads zlib".split(" "),
]);

/** Those that need the prefix `node:`, and the first of Lambda's runtimes that has them. */
const prefixedBuiltins: ReadonlyMap<string, number> = new Map([
  ["test", 18],
  ["test/reporters", 18],
  ["sea", 20],
  ["sqlite", 22],
]);

/** The newest Node.js whose modules are listed here. */
const NEWEST_KNOWN = 24;

/** Whether a specifier is a module of Node itself in this major version; newer ones may have modules that nobody knows here. */
export function isBuiltin(specifier: string, major: number): boolean {
  if (!specifier.startsWith("node:")) return plainBuiltins.has(specifier);
  const name = specifier.slice("node:".length);
  if (plainBuiltins.has(name)) return true;
  const since = prefixedBuiltins.get(name);
  return since === undefined ? major > NEWEST_KNOWN : major >= since;
}

/** Packages that Lambda's runtimes bring: the AWS SDK, version 3 from `nodejs18.x` on, version 2 before. */
export function isFromRuntime(name: string, major: number): boolean {
  if (major < 18) return name === "aws-sdk";
  return name.startsWith("@aws-sdk/") || name.startsWith("@smithy/");
}

import { lambdaRuntimes } from "@lambda-pack/model";
import type { LambdaRuntime } from "@lambda-pack/model";

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

/** Those that need the prefix `node:`, and the major version of the first runtime that has them. */
const prefixedBuiltins = firstMajors(({ newBuiltins }) => newBuiltins);

/** The others that Node has given up, and the major version of the first runtime without them. */
const goneBuiltins = firstMajors(({ goneBuiltins: gone }) => gone);

function firstMajors(namesOf: (runtime: LambdaRuntime) => readonly string[] | undefined): ReadonlyMap<string, number> {
  return new Map(lambdaRuntimes.flatMap((runtime) => (namesOf(runtime) ?? []).map((name) => [name, runtime.major])));
}

/**
 * Whether a specifier is a module of Node itself in this major version. Undefined stands for a runtime that is not known, which may
 * have any module with the prefix.
 */
export function isBuiltin(specifier: string, major: number | undefined): boolean {
  const isPrefixed = specifier.startsWith("node:");
  const name = isPrefixed ? specifier.slice("node:".length) : specifier;
  if (plainBuiltins.has(name)) return (major ?? 0) < (goneBuiltins.get(name) ?? Infinity);
  return isPrefixed && (major === undefined || major >= (prefixedBuiltins.get(name) ?? Infinity));
}

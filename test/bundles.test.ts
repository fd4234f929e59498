/** What is shipped: no way out to the network, no log of note text, knowledge that stays small. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const dist = join(import.meta.dirname, "..", "dist");

/** Modules and globals that open a connection to another machine. `net` is how IPC and pipes work, so calls are looked at. */
const ways = [
  /require\("(?:node:)?(?:http|https|http2|dgram|dns|tls)"\)/,
  /\bfetch\(/,
  /\bXMLHttpRequest\b/,
  /\bnew WebSocket\(/,
  /\bsendBeacon\b/,
];

describe.each(["server.cjs", "cli.cjs", "client.cjs"])("%s", (name) => {
  const code = readFileSync(join(dist, name), "utf8");

  it.each(ways.map((way) => [String(way), way] as const))("has no %s", (_name, way) => {
    expect(code).not.toMatch(way);
  });
});

describe("our own code", () => {
  it("never writes to a log or the console from the server's side", () => {
    const code = readFileSync(join(dist, "server.cjs"), "utf8");
    const own = code.split("\n// ").filter((part) => part.startsWith("server/src/"));
    expect(own.length).toBeGreaterThan(20);
    for (const part of own) expect(part, part.slice(0, 60)).not.toMatch(/\bconsole\.|connection\.console|telemetry/);
  });
});

it("all knowledge takes at most 600 KB, compressed as in a VSIX", () => {
  const folder = join(dist, "knowledge");
  const sizes = readdirSync(folder).map(
    (name) => deflateRawSync(readFileSync(join(folder, name)), { level: 9 }).length,
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(600_000);
});

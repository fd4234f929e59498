/** Bundles the product with esbuild: one file for the client, the server and the command-line tool. */
import { chmodSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const repository = join(import.meta.dirname, "..", "..");

const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));

interface Entry {
  readonly source: string;
  readonly target: string;
  readonly options?: BuildOptions;
}

const product: readonly Entry[] = [
  { source: "client/src/extension.ts", target: "dist/client.cjs", options: { external: ["vscode"] } },
  { source: "server/src/node.ts", target: "dist/server.cjs" },
  { source: "server/src/cli/main.ts", target: "dist/cli.cjs", options: { banner: { js: "#!/usr/bin/env node" } } },
];

/** Mocha stays a package: it is loaded from node_modules by the suite that runs inside VS Code. */
const suite: Entry = {
  source: "test/vscode/suite/index.ts",
  target: "dist/test/suite.cjs",
  options: { external: ["vscode", "mocha"] },
};

/**
 * Writes the bundles into dist/. With `production` they are minified, have no source maps, and the test suite is left out.
 * Throws with esbuild's messages when something does not compile.
 */
export async function bundle({ production = false }: { production?: boolean } = {}): Promise<void> {
  const entries = production ? product : [...product, suite];
  for (const { target } of [...product, suite]) {
    for (const file of [target, `${target}.map`]) rmSync(join(repository, file), { force: true });
  }
  await Promise.all(entries.map((entry) => build(optionsFor(entry, production))));
  for (const { target } of entries) if (target.endsWith("cli.cjs")) chmodSync(join(repository, target), 0o755);
}

function optionsFor({ source, target, options }: Entry, production: boolean): BuildOptions {
  return {
    absWorkingDir: repository,
    entryPoints: [source],
    outfile: target,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: production,
    sourcemap: production ? false : "linked",
    logLevel: "warning",
    define: { LEYDIG_VERSION: JSON.stringify(version) },
    ...options,
  };
}

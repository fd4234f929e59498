/** The direction of imports in server/src. Circles inside a room are found by the linter (noImportCycles). */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { expect, it } from "vitest";

const repository = join(import.meta.dirname, "..");
const source = join(repository, "server", "src");

/** Rooms on one line do not know each other; each knows only those on the lines above. */
const floors: readonly (readonly string[])[] = [
  ["knowledge"],
  ["text"],
  ["lexicon"],
  ["dosage", "observation", "context"],
  ["chart"],
  ["rules"],
  ["analysis.ts"],
  ["stored-engine.ts"],
  ["workspace"],
  ["features"],
  ["settings.ts", "load-engine.ts", "workspace-folder.ts"],
  ["client.ts", "workspaces.ts"],
  ["note-store.ts"],
  ["requests.ts", "diagnostics-publisher.ts"],
  ["server.ts", "cli"],
  ["node.ts", "browser.ts"],
];

interface Import {
  /** The importing file and what it names, for messages. */
  readonly place: string;
  readonly room: string;
  /** The imported room, or null when it is a package. */
  readonly imported: string | null;
  readonly specifier: string;
}

const statement = /^\s*(?:import|export)\s(?:[^"';]*\sfrom\s)?\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

const imports: readonly Import[] = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .flatMap((path) =>
    [...readFileSync(join(source, path), "utf8").matchAll(statement)].map((match) => describeImport(path, match)),
  );

function describeImport(path: string, [, stated, called]: RegExpMatchArray): Import {
  const specifier = stated ?? called ?? "";
  const target = specifier.startsWith(".") ? relative(source, join(source, dirname(path), specifier)) : null;
  const place = `server/src/${path.split(sep).join("/")} imports "${specifier}"`;
  return { place, room: roomOf(path), imported: target === null ? null : roomOf(target), specifier };
}

/** The first part of a path below server/src; ".." for what lies outside. */
function roomOf(path: string): string {
  return path.split(sep)[0] ?? path;
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room));
}

/** The places of imports for which something does not hold. */
function offenders(isAllowed: (one: Import) => boolean): string[] {
  return imports.filter((one) => !isAllowed(one)).map(({ place }) => place);
}

it("finds the imports", () => {
  expect(imports.length).toBeGreaterThan(50);
});

it("every room has its floor", () => {
  expect(readdirSync(source).filter((room) => floorOf(room) < 0)).toEqual([]);
});

it("a room imports only itself and rooms above it", () => {
  expect(
    offenders(
      ({ room, imported }) =>
        imported === null || imported === room || (floorOf(imported) >= 0 && floorOf(imported) < floorOf(room)),
    ),
  ).toEqual([]);
});

it("only features and what stands on them know the language server protocol", () => {
  const features = floorOf("features");
  expect(offenders(({ room, specifier }) => !specifier.startsWith("vscode-") || floorOf(room) >= features)).toEqual([]);
});

it("only the doors and the command-line tool use Node", () => {
  const allowed = ["load-engine.ts", "workspace-folder.ts", "node.ts", "cli"];
  expect(offenders(({ room, specifier }) => !specifier.startsWith("node:") || allowed.includes(room))).toEqual([]);
});

it("only the knowledge reads YAML", () => {
  expect(offenders(({ room, specifier }) => specifier !== "yaml" || room === "knowledge")).toEqual([]);
});

it("every test file of the VS Code suite is loaded by its index", () => {
  const suite = join(import.meta.dirname, "vscode", "suite");
  const index = readFileSync(join(suite, "index.ts"), "utf8");
  const files = readdirSync(suite).filter((name) => name.endsWith(".test.ts"));
  expect(files.filter((name) => !index.includes(`import("./${name}")`))).toEqual([]);
});

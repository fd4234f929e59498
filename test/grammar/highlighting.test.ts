/** Scopes of the generated grammar, as VS Code's own engine gives them. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const repository = join(import.meta.dirname, "..", "..");

it("gives each word of the sample its scope", () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(repository, "node_modules", "vscode-tmgrammar-test", "dist", "unit.js"),
      "--grammar",
      join(repository, "syntaxes", "clinical-note.tmLanguage.json"),
      join(import.meta.dirname, "highlighting.note"),
    ],
    { encoding: "utf8" },
  );
  expect(stdout, stdout).not.toMatch(/ERROR|Missing required scopes|Prohibited scopes/);
  expect(status).toBe(0);
});

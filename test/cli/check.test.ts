/** `leydig check` as a person runs it: the built tool in a process of its own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const tool = join(import.meta.dirname, "..", "..", "dist", "cli.cjs");
const folder = mkdtempSync(join(tmpdir(), "leydig-cli-"));
const file = (name: string, contents: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
};
const leydig = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
};

const clean = file("clean.note", "On TRT.\nHct 47 %. Continue testosterone cypionate 100 mg IM weekly.\n");
const naked = file("naked.note", "Hct 47 % on TRT, E2 24 pg/mL.\nAnastrozole .5 mg weekly.\n");

describe("leydig check", () => {
  it("exits 0 and says so when there is nothing to report", () => {
    expect(leydig("check", clean)).toEqual({ status: 0, stdout: "1 note checked, no findings.\n", stderr: "" });
  });

  it("exits 1 and gives line and column, counted from one", () => {
    const { status, stdout } = leydig("check", clean, naked);
    expect(status).toBe(1);
    expect(stdout).toContain(`${naked}:2:13 error `);
    expect(stdout).toContain("(naked-decimal-dose)");
    expect(stdout).toContain("2 notes checked, 1 finding in 1 note.");
  });

  it("writes JSON with zero-based positions", () => {
    const { files } = JSON.parse(leydig("check", "--format", "json", naked).stdout);
    expect(files).toEqual([
      {
        path: naked,
        findings: [
          {
            rule: "naked-decimal-dose",
            severity: "error",
            message: expect.stringContaining(".5 mg"),
            range: { start: { line: 1, character: 12 }, end: { line: 1, character: 17 } },
          },
        ],
      },
    ]);
  });

  it("reads a folder's notes", () => {
    expect(leydig("check", folder).stdout).toMatch(/notes checked/);
  });

  it.each([
    ["a missing file", join(folder, "nowhere.note"), "no such file"],
    ["a binary file", file("scan.note", new Uint8Array([1, 0, 2, 0])), "a binary file"],
    ["text that is not UTF-8", file("latin1.note", new Uint8Array([0x54, 0xe9, 0x28])), "not valid UTF-8"],
  ])("names %s and still checks the others", (_what, path, words) => {
    const { status, stdout, stderr } = leydig("check", path, naked);
    expect(status).toBe(2);
    expect(stderr).toContain(path);
    expect(stderr).toContain(words);
    expect(stdout).toContain("naked-decimal-dose");
  });

  it("reads UTF-16 with a byte order mark", () => {
    const path = file("utf16.note", Buffer.from("\ufeffAnastrozole .5 mg weekly; E2 24 pg/mL.", "utf16le"));
    expect(leydig("check", path).stdout).toContain("naked-decimal-dose");
  });

  it.each([
    ["no command", []],
    ["an unknown command", ["chekc"]],
    ["no path", ["check"]],
    ["an unknown format", ["check", "--format", "xml", clean]],
    ["an unknown flag", ["check", "--loud", clean]],
  ])("exits 2 and shows the usage for %s", (_what, args) => {
    const { status, stderr } = leydig(...args);
    expect(status).toBe(2);
    expect(stderr).toContain("leydig check PATH...");
  });

  it("shows the usage on request", () => {
    expect(leydig("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("leydig check PATH...") });
  });
});

/** `leydig check`, and what all commands have in common. */
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { CheckOutput } from "../../server/src/cli/output.ts";
import { cutOff, file as given, leydig as run } from "./leydig.ts";

const file = (name: string, contents: string | Uint8Array) => given(`checked/${name}`, contents);
const folder = dirname(file("empty.note", ""));
const leydig = (...args: string[]) => run(args);

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
    const { files } = CheckOutput.parse(JSON.parse(leydig("check", "--format", "json", naked).stdout));
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
    ["a word that every object has", ["constructor"]],
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

describe("every command", () => {
  const commands = ["check", "explain", "test", "terms", "read", "context", "dosage", "score"];

  it.each(commands)("%s shows its own usage on request", (command) => {
    const { status, stdout } = leydig(command, "--help");
    expect(status).toBe(0);
    expect(stdout).toContain(`leydig ${command}`);
    expect(stdout.match(/^ {2}leydig (\w+)/gm)?.every((line) => line.endsWith(command))).toBe(true);
  });

  it.each(commands)("%s exits 2 and shows its usage for an unknown flag", (command) => {
    const { status, stderr } = leydig(command, "--loud");
    expect(status).toBe(2);
    expect(stderr).toContain("--loud");
    expect(stderr).toContain(`  leydig ${command}`);
  });

  it("says its version", () => {
    expect(leydig("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([["--help"], ["read", clean], ["explain", "trt-no-hematocrit"]])(
    "ends quietly when nobody reads on: %s",
    async (...args) => {
      expect(await cutOff(args)).toEqual({ status: 0, stderr: "" });
    },
  );
});

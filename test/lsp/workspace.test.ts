/** A clinic's own folder: rules, levels, dismissals, and how the real server takes mistakes in them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeAction, CompletionItem } from "vscode-languageserver-protocol";
import { TestClient } from "./client.ts";

const root = mkdtempSync(join(tmpdir(), "leydig-clinic-"));
const folder = pathToFileURL(root).toString();
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};

const rule = `id: clinic-consent
title: Testosterone start without the clinic's consent form
severity: information
kind: absence
when:
  medication: { is: [trt], status: starting, as: testosterone being started }
unless:
  phrase: { any: [consent form, consent signed], assertion: any, as: the consent form }
message: "{subject} is being started; no consent form is named in this note."
rationale: Clinic policy of 2025 asks for a signed form.
settledBy: A word on the consent form.
sources: [Clinic policy 2025]
examples:
  reports:
    - { note: "Start «testosterone cypionate» 100 mg weekly.", why: no form }
    - { note: "Begin «AndroGel» daily.", why: a gel }
  silent:
    - { note: "Start testosterone cypionate 100 mg weekly, consent signed.", why: signed }
    - { note: "Continue testosterone cypionate.", why: no start }
    - { note: "No testosterone today.", why: not given }
`;
const note = `42-year-old man with low libido. T 210 and 224 ng/dL before 9 am, LH 3.1 mIU/mL.

Plan:
- Start testosterone cypionate 100 mg subcutaneously weekly.
- Hct 46 % today, CBC in 3 months.
`;

describe("a workspace folder", () => {
  const client = new TestClient();
  const uri = `${folder}/visits/first.note`;
  const reports = (code: string) => (found: readonly { code?: unknown }[]) => found.some((one) => one.code === code);
  const codes = (found: readonly { code?: unknown }[]) => found.map(({ code }) => code);

  beforeAll(async () => {
    write(".leydig/rules/consent.yaml", rule);
    write(".leydig/config.yaml", "rules:\n  trt-no-hematocrit: off\n");
    await client.start({ workspace: { configuration: true } }, folder);
  });
  afterAll(async () => {
    expect(await client.stop()).toBe(0);
    rmSync(root, { recursive: true });
  });

  it("brings its own rules", async () => {
    await client.open(uri, note);
    const found = await client.diagnostics(uri);
    expect(codes(found)).toContain("clinic-consent");
    expect(found.find(({ code }) => code === "clinic-consent")!.message).toContain("Clinic policy of 2025");
  });

  it("sets levels", async () => {
    const other = `${folder}/visits/other.note`;
    await client.open(other, "Plan:\n- Continue testosterone gel 2 pumps daily.\n- See in 6 months.\n");
    expect(codes(await client.diagnostics(other))).not.toContain("trt-no-hematocrit");
  });

  it("explains a rule that spoke and one that did not", async () => {
    const why = await client.request<{ markdown: string }>("leydig/explain", { uri, rule: "clinic-consent" });
    expect(why.markdown).toContain("Reported: everything it needs is in the note");
    expect(why.markdown).toContain("not found in this note: the consent form");
    const whyNot = await client.request<{ markdown: string }>("leydig/explain", { uri, rule: "ai-without-estradiol" });
    expect(whyNot.markdown).toContain("Not reported: not everything it needs is in the note");
    const off = await client.request<{ markdown: string }>("leydig/explain", { uri, rule: "trt-no-hematocrit" });
    expect(off.markdown).toContain("the rule is off in the settings");
  });

  it("says nothing to a rule that does not exist, and refuses a malformed request with its reason", async () => {
    expect(await client.request("leydig/explain", { uri, rule: "no-such-rule" })).toBeNull();
    await expect(client.request("leydig/dismiss", { uri, rule: 3 })).rejects.toThrow(/rule/);
  });

  it("dismisses a finding with a reason, and the file holds no words of the note", async () => {
    const finding = (await client.diagnostics(uri)).find(({ code }) => code === "clinic-consent")!;
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: finding.range,
      context: { diagnostics: [finding] },
    });
    const dismiss = actions.find(
      ({ command, title }) => command?.command === "leydig.dismiss" && title.includes("clinic-consent"),
    )!;
    await client.request("leydig/dismiss", {
      ...dismiss.command!.arguments![0],
      reason: "documented-elsewhere",
      on: "2026-01-05",
    });
    await client.diagnosticsWhen(uri, (found) => !reports("clinic-consent")(found));
    const file = readFileSync(join(root, ".leydig/dismissed.json"), "utf8");
    expect(file).toContain('"note":"visits/first.note"');
    expect(file).toContain('"reason":"documented-elsewhere"');
    expect(file.toLowerCase()).not.toContain("cypionate");
  });

  it("keeps it dismissed after edits around it", async () => {
    await client.change(uri, 2, `Seen with his wife.\n\n${note}- See in 3 months.\n`);
    await client.request("leydig/check", { uri });
    expect(client.published.get(uri)!.version).toBe(2);
    expect(codes(await client.diagnostics(uri, 2))).not.toContain("clinic-consent");
  });

  it("names a mistake in a rule file at its place while the rest keeps working", async () => {
    const bad = `${folder}/.leydig/rules/bad.yaml`;
    await client.open(
      bad,
      rule.replace("severity: information", "severity: loud").replace("id: clinic-consent", "id: clinic-other"),
      "yaml",
    );
    const [problem] = await client.diagnostics(bad);
    expect(problem!.range.start.line).toBe(2);
    expect(problem!.message).toContain("severity");
    await client.change(
      bad,
      2,
      rule.replace("is: [trt]", "is: [tart]").replace("id: clinic-consent", "id: clinic-other"),
    );
    expect((await client.diagnostics(bad, 2))[0]!.message).toContain('"tart", which is no concept');
    await client.change(bad, 3, rule.replace("id: clinic-consent", "id: clinic-other"));
    expect(await client.diagnostics(bad, 3)).toEqual([]);
  });

  it("completes keys, fixed words and ids in a rule file", async () => {
    const file = `${folder}/.leydig/rules/new.yaml`;
    const text =
      "id: new\nsev\nkind: \nwhen:\n  medication: { is: [ana\nunless:\n  observation:\n    of: [est\n    st\n";
    await client.open(file, text, "yaml");
    const labels = async (line: number, character: number) =>
      (
        await client.request<CompletionItem[]>("textDocument/completion", {
          textDocument: { uri: file },
          position: { line, character },
        })
      ).map(({ label }) => label);
    expect(await labels(1, 3)).toContain("severity");
    expect(await labels(1, 3)).not.toContain("medication");
    expect(await labels(2, 6)).toEqual(["absence", "conflict", "value", "notation"]);
    expect(await labels(4, 24)).toContain("anastrozole");
    expect(await labels(4, 24)).not.toContain("fatigue");
    expect(await labels(7, 12)).toContain("estradiol");
    expect(await labels(8, 6)).toEqual(expect.arrayContaining(["status", "lacks"]));
  });

  it("reads the folder anew when a file of it changes", async () => {
    write(
      ".leydig/rules/late.yaml",
      rule.replaceAll("clinic-consent", "clinic-late").replace("severity: information", "severity: error"),
    );
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: `${folder}/.leydig/rules/late.yaml`, type: 1 }],
    });
    await client.diagnosticsWhen(uri, reports("clinic-late"));
  });
});

describe("a note that is being written", () => {
  const client = new TestClient();
  beforeAll(async () => {
    await client.start();
  });
  afterAll(() => client.stop());

  it("is told what is absent when it is saved or checked, not before", async () => {
    const uri = "file:///draft.note";
    await client.open(uri, "");
    await client.change(uri, 2, "Plan:\n- Start testosterone cypionate 100 mg subcutaneously weekly.\n");
    expect(await client.diagnostics(uri, 2)).toEqual([]);
    const { findings } = await client.request<{ findings: number }>("leydig/check", { uri });
    expect(findings).toBeGreaterThan(0);
    await client.diagnosticsWhen(uri, (found) => found.some(({ code }) => code === "trt-no-hematocrit"));
    await client.change(uri, 3, "Plan:\n- Start testosterone cypionate 100 mg subcutaneously weekly. CBC");
    expect((await client.diagnostics(uri, 3)).map(({ code }) => code)).not.toContain("trt-no-hematocrit");
  });

  it("is told at once when another part is edited and the plan stands", async () => {
    const uri = "file:///whole.note";
    const plan = "\nPlan:\n- Start testosterone cypionate 100 mg subcutaneously weekly.\n";
    await client.open(uri, `HPI:\nFatigue.\n${plan}`);
    await client.change(uri, 2, `HPI:\nFatigue, low libido.\n${plan}`);
    expect((await client.diagnostics(uri, 2)).map(({ code }) => code)).toContain("trt-no-hematocrit");
  });
});

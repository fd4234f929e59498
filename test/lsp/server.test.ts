/** The built server as an editor meets it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
} from "vscode-languageserver-protocol";
import { TestClient } from "./client.ts";

const samples = join(import.meta.dirname, "..", "..", "samples");
const note = readFileSync(join(samples, "with-findings.note"), "utf8");
const uri = "file:///with-findings.note";
const textDocument = { uri };

/** Zero-based position just inside the first occurrence of the words. */
function inside(text: string, words: string) {
  const offset = text.indexOf(words) + 1;
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}

describe("the server", () => {
  const client = new TestClient();
  beforeAll(async () => {
    await client.start();
    await client.open(uri, note);
  });
  afterAll(async () => {
    expect(await client.stop()).toBe(0);
  });

  it("reports findings with rule, page, related places and a card for programs", async () => {
    const found = await client.diagnostics(uri);
    expect(found.map(({ code }) => code).sort()).toEqual([
      "ai-without-estradiol",
      "hct-high-on-testosterone",
      "level-out-of-target-no-action",
      "level-timing-missing",
      "naked-decimal-dose",
      "trt-fertility-conflict",
    ]);
    const conflict = found.find(({ code }) => code === "trt-fertility-conflict")!;
    expect(conflict.codeDescription?.href).toBe("file:///docs/rules/trt-fertility-conflict.md");
    expect(conflict.relatedInformation?.[0]?.message).toBe("a wish for children now");
    expect(conflict.data).toMatchObject({
      rule: "trt-fertility-conflict",
      indicator: "critical",
      source: { references: ["ES18-GC", "EAU22"] },
    });
  });

  it("explains a term with source and mark", async () => {
    const hover = await client.request<Hover>("textDocument/hover", {
      textDocument,
      position: inside(note, "anastrozole"),
    });
    const { value } = hover.contents as { value: string };
    expect(value).toContain("off-label");
    expect(value).toMatch(/seen in the source|widely known/);
  });

  it("converts the value under the pointer", async () => {
    const hover = await client.request<Hover>("textDocument/hover", {
      textDocument,
      position: inside(note, "Total testosterone"),
    });
    expect((hover.contents as { value: string }).value).toMatch(/1140 ng\/dL = .*39\.5\d? nmol\/L/);
  });

  it("has nothing to say where no term is", async () => {
    expect(
      await client.request("textDocument/hover", { textDocument, position: inside(note, "He feels well") }),
    ).toBeNull();
  });

  it("offers a fix as plain text to a client without snippets, and the edit settles the finding", async () => {
    const [finding] = (await client.diagnostics(uri)).filter(({ code }) => code === "ai-without-estradiol");
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument,
      range: finding!.range,
      context: { diagnostics: [finding] },
    });
    const fix = actions.find(({ title }) => title.includes("estradiol"))!;
    const [change] = fix.edit!.documentChanges! as {
      edits: { range: { start: { line: number; character: number } }; newText: string }[];
    }[];
    expect(change!.edits[0]!.newText).not.toContain("${");
    const lines = note.split("\n");
    const { line, character } = change!.edits[0]!.range.start;
    lines[line] = lines[line]!.slice(0, character) + change!.edits[0]!.newText + lines[line]!.slice(character);
    await client.open("file:///fixed.note", lines.join("\n"));
    expect((await client.diagnostics("file:///fixed.note")).map(({ code }) => code)).not.toContain(
      "ai-without-estradiol",
    );
  });

  it("offers all safe rewrites at once", async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument,
      range,
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    expect(actions).toHaveLength(1);
    expect(JSON.stringify(actions[0]!.edit)).toContain('"0.5 mg"');
  });

  it("lists the protocol blocks", async () => {
    const protocols = await client.request<{ id: string; body: string }[]>("leydig/protocols", undefined);
    expect(protocols.map(({ id }) => id)).toContain("serm-monotherapy-clomiphene");
  });

  it("offers protocol blocks as completions outside .note files only", async () => {
    await client.open("file:///visit.md", "Plan:\nserm-cl", "markdown");
    const position = { line: 1, character: 7 };
    const inMarkdown = await client.request<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: "file:///visit.md" },
      position,
    });
    expect(inMarkdown.some(({ label }) => label.startsWith("serm-clom"))).toBe(true);
    await client.open("file:///visit.note", "Plan:\nserm-cl");
    const inNote = await client.request<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: "file:///visit.note" },
      position,
    });
    expect(inNote.some(({ label }) => label.startsWith("serm-clom"))).toBe(false);
  });
});

describe("every capability the server advertises", () => {
  it("answers with something useful on a sample note", async () => {
    const client = new TestClient();
    const { capabilities } = await client.start();
    const text = readFileSync(join(samples, "follow-up.note"), "utf8");
    await client.open(uri, text);
    const position = inside(text, "testosterone cypionate 100");
    const typing = { line: position.line, character: position.character + 5 };
    const probes: Record<string, () => Promise<unknown>> = {
      hoverProvider: () => client.request<Hover>("textDocument/hover", { textDocument, position }),
      completionProvider: async () => {
        const items = await client.request<CompletionItem[]>("textDocument/completion", {
          textDocument,
          position: typing,
        });
        return (await client.request<CompletionItem>("completionItem/resolve", items[0])).documentation;
      },
      codeActionProvider: async () => {
        await client.open("file:///other.note", note);
        const [first] = await client.diagnostics("file:///other.note");
        return client.request("textDocument/codeAction", {
          textDocument: { uri: "file:///other.note" },
          range: first!.range,
          context: { diagnostics: [] },
        });
      },
      documentSymbolProvider: () => client.request<DocumentSymbol[]>("textDocument/documentSymbol", { textDocument }),
      foldingRangeProvider: () => client.request<FoldingRange[]>("textDocument/foldingRange", { textDocument }),
      documentHighlightProvider: () => client.request("textDocument/documentHighlight", { textDocument, position }),
      referencesProvider: () =>
        client.request<Location[]>("textDocument/references", {
          textDocument,
          position,
          context: { includeDeclaration: true },
        }),
    };
    const advertised = Object.keys(capabilities).filter((name) => name.endsWith("Provider"));
    expect(advertised.sort()).toEqual(Object.keys(probes).sort());
    for (const name of advertised) {
      const answer = await probes[name]!();
      expect(answer, name).toBeTruthy();
      if (Array.isArray(answer)) expect(answer.length, name).toBeGreaterThan(0);
    }
    await client.stop();
  });

  it("includes pulled diagnostics where the client can pull", async () => {
    const client = new TestClient();
    const { capabilities } = await client.start({ textDocument: { diagnostic: {} } });
    expect(capabilities.diagnosticProvider).toBeTruthy();
    await client.open(uri, note);
    const report = await client.request<{ items: unknown[] }>("textDocument/diagnostic", { textDocument });
    expect(report.items).toHaveLength(6);
    await client.stop();
  });
});

describe("settings", () => {
  it("change the severity of a rule, or turn it off", async () => {
    const client = new TestClient();
    client.settings = { rules: { "naked-decimal-dose": "hint", "ai-without-estradiol": "off" } };
    await client.start();
    await client.open(uri, note);
    await expect
      .poll(async () => (await client.diagnostics(uri)).map(({ code }) => code))
      .not.toContain("ai-without-estradiol");
    expect((await client.diagnostics(uri)).find(({ code }) => code === "naked-decimal-dose")?.severity).toBe(4);
    await client.stop();
  });

  it("that make no sense are named, and the default is used", async () => {
    const client = new TestClient();
    client.settings = { rules: { "naked-decimal-dose": "loud" } };
    await client.start();
    await client.open(uri, note);
    expect((await client.diagnostics(uri)).map(({ code }) => code)).toContain("naked-decimal-dose");
    await expect.poll(() => client.warnings.join()).toContain("leydig.rules.naked-decimal-dose");
    await client.stop();
  });
});

describe("typing", () => {
  it("gives the same findings as opening the final text", { timeout: 60_000 }, async () => {
    const client = new TestClient();
    await client.start();
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.nat(20),
      insert: fc.constantFrom("", " ", "\n", ".5 mg", "estradiol ordered", "not ", "Plan:\n", "é", "😀", "anastrozole"),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        run++;
        const edited = `file:///edited-${run}.note`;
        await client.open(edited, note);
        let text = note;
        let version = 1;
        for (const { at, remove, insert } of edits) {
          const start = at % (text.length + 1);
          const end = Math.min(text.length, start + remove);
          const position = (offset: number) => {
            const before = text.slice(0, offset).split("\n");
            return { line: before.length - 1, character: before.at(-1)!.length };
          };
          const range = { start: position(start), end: position(end) };
          text = text.slice(0, start) + insert + text.slice(end);
          version++;
          await client.connection.sendNotification("textDocument/didChange", {
            textDocument: { uri: edited, version },
            contentChanges: [{ range, text: insert }],
          });
        }
        // What is absent is told once the note is saved or checked.
        await client.request("leydig/check", { uri: edited });
        const fresh = `file:///fresh-${run}.note`;
        await client.open(fresh, text);
        const plain = (found: { range: unknown; code?: unknown }[]) =>
          found.map(({ range, code }) => ({ range, code }));
        expect(plain(await client.diagnostics(edited, version))).toEqual(plain(await client.diagnostics(fresh)));
      }),
      { numRuns: 25 },
    );
    await client.stop();
  });
});

describe("the sample notes", () => {
  it.each(readdirSync(samples))("%s reads without an error", async (name) => {
    const client = new TestClient();
    await client.start();
    await client.open(uri, readFileSync(join(samples, name), "utf8"));
    const found = await client.diagnostics(uri);
    expect(found.length).toBe(name.startsWith("with-findings") ? 6 : 0);
    await client.stop();
  });
});

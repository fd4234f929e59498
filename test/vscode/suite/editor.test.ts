import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually, findingsIn, hoverAt, inside, openNote, ruleOf } from "./note.ts";

/** Twenty terms of the founding document, each in a sentence that makes it plain, and what its hover must say. */
const seedTerms: readonly (readonly [sentence: string, words: string, says: RegExp])[] = [
  ["Continue testosterone cypionate 100 mg weekly.", "testosterone cypionate", /ester/i],
  ["Start anastrozole 0.5 mg weekly.", "anastrozole", /aromatase/i],
  ["Takes Clomid 25 mg daily.", "Clomid", /clomiphene/i],
  ["Enclomiphene 12.5 mg daily.", "Enclomiphene", /not|never/i],
  ["Zuclomiphene accumulates.", "Zuclomiphene", /isomer/i],
  ["Gonadorelin 100 mcg daily.", "Gonadorelin", /GnRH/i],
  ["On TRT for two years.", "TRT", /testosterone/i],
  ["SERM therapy was chosen.", "SERM", /estrogen/i],
  ["Hct 47 %.", "Hct", /red/i],
  ["PSA 0.9 ng/mL.", "PSA", /prostate/i],
  ["LH 2.4 IU/L.", "LH", /pituitary/i],
  ["FSH 3.1 IU/L.", "FSH", /sperm|Sertoli/i],
  ["Estradiol 24 pg/mL.", "Estradiol", /estrogen/i],
  ["Secondary hypogonadism.", "Secondary hypogonadism", /LH/],
  ["New gynecomastia.", "gynecomastia", /breast/i],
  ["The HPG axis is suppressed.", "HPG axis", /LH|GnRH/],
  ["Leydig cells answer to LH.", "Leydig cells", /testosterone/i],
  ["Intratesticular testosterone falls.", "Intratesticular testosterone", /test/i],
  ["Aromatase is abundant in fat.", "Aromatase", /estradiol/i],
  ["Spermatogenesis recovers slowly.", "Spermatogenesis", /sperm/i],
];

describe("in a note", () => {
  for (const [sentence, words, says] of seedTerms) {
    it(`hovering "${words}" explains it with its source`, async () => {
      const { document } = await openNote(`Plan:\n${sentence}\n`);
      const text = await eventually(`a hover on ${words}`, () => hoverAt(document, words));
      assert.match(text, says);
      assert.match(text, /seen in|widely known/);
    });
  }

  it("a warning appears while typing, its fix inserts a line, and it goes", async () => {
    const editor = await openNote("HPI: 41 y/o man on TRT.\n\nPlan:\n- CBC in 3 months.\n- ");
    const end = editor.document.positionAt(editor.document.getText().length);
    await editor.edit((edit) => edit.insert(end, "anastrozole 0.5 mg twice weekly"));
    const finding = await eventually("a warning", () =>
      findingsIn(editor.document).find((item) => ruleOf(item) === "ai-without-estradiol"),
    );
    assert.equal(editor.document.getText(finding.range), "anastrozole");
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      editor.document.uri,
      finding.range,
    );
    const fix = actions.find((action) => action.title.includes("estradiol"));
    assert.ok(fix?.edit, "a quick fix with an edit");
    await vscode.workspace.applyEdit(fix.edit);
    await eventually("no warning", () => findingsIn(editor.document).length === 0);
    assert.match(editor.document.getText(), /Estradiol \(LC\/MS\)/);
  });

  it("a rule can be silenced on its line", async () => {
    const { document } = await openNote("On TRT, Hct 47 %. Start anastrozole 0.5 mg weekly.\n");
    const finding = await eventually("a warning", () => findingsIn(document)[0]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      finding.range,
    );
    const silence = actions.find((action) => /disable/i.test(action.title));
    assert.ok(silence?.edit);
    await vscode.workspace.applyEdit(silence.edit);
    await eventually("no warning", () => findingsIn(document).length === 0);
  });

  it("a link leads from a warning to the page of its rule", async () => {
    const { document } = await openNote("On TRT, Hct 47 %. Start anastrozole 0.5 mg weekly.\n");
    const finding = await eventually("a warning", () => findingsIn(document)[0]);
    assert.ok(typeof finding.code === "object");
    assert.match(finding.code.target.path, /docs\/rules\/ai-without-estradiol\.md$/);
    const page = await vscode.workspace.openTextDocument(finding.code.target);
    assert.match(page.getText(), /Aromatase inhibitor without estradiol/);
  });

  it("headings make the outline and fold", async () => {
    const { document } = await openNote("HPI:\nOn TRT.\nHct 47 %.\n\nPlan:\n- Continue.\n- See in May.\n");
    const symbols = await eventually("symbols", async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return found?.length ? found : null;
    });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["HPI", "Plan"],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    assert.deepEqual(
      folds.map(({ start }) => start),
      [0, 4],
    );
  });

  it("terms are completed", async () => {
    const { document } = await openNote("Plan:\n- Start anast");
    const end = document.positionAt(document.getText().length);
    const list = await eventually("completions", async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        end,
      );
      return found.items.some((item) => item.label === "anastrozole") ? found : null;
    });
    assert.ok(list);
  });

  it("another meaning of a short form has no hover of ours", async () => {
    const { document } = await openNote("Note drafted with an AI scribe. T 98.6 F. CC: fatigue.\n");
    assert.equal(await hoverAt(document, "AI scribe"), "");
    assert.equal(await hoverAt(document, "T 98.6"), "");
    assert.equal(await hoverAt(document, "CC"), "");
  });
});

describe("other files", () => {
  it("Markdown is left alone unless leydig.include names it", async () => {
    const { document } = await openNote("On TRT. Start anastrozole .5 mg weekly.\n", "markdown");
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(findingsIn(document), []);
    assert.equal(await hoverAt(document, "anastrozole"), "");
  });

  it("a Markdown file that leydig.include names is read", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, "a workspace");
    const uri = vscode.Uri.joinPath(folder, "visit.md");
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode("On TRT, Hct 47 %. Anastrozole .5 mg weekly, check E2.\n"),
    );
    const settings = vscode.workspace.getConfiguration("leydig");
    await settings.update("include", ["**/*.md"], vscode.ConfigurationTarget.Workspace);
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const finding = await eventually("a finding", () => findingsIn(document)[0]);
      assert.equal(ruleOf(finding), "naked-decimal-dose");
      assert.ok(inside(document, ".5 mg"));
    } finally {
      await settings.update("include", undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.workspace.fs.delete(uri);
    }
  });
});

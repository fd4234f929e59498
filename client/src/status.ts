import * as vscode from "vscode";

/** A language status entry: how many findings the open note has. */
export function showStatus(): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("leydig.findings", { language: "clinical-note" });
  item.name = "Leydig";
  const update = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const count = uri ? vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Leydig").length : 0;
    item.text = count === 0 ? "No findings" : `${count} finding${count === 1 ? "" : "s"}`;
    item.detail = "Leydig reads this note on your machine";
  };
  update();
  return vscode.Disposable.from(
    item,
    vscode.languages.onDidChangeDiagnostics(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

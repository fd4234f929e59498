/** Which files are notes: `.note` files always, Markdown and plain text where `leydig.include` says so; and the workspace's own rules. */
import * as vscode from "vscode";
import type { DocumentSelector } from "vscode-languageclient/node";
import { z } from "zod";

const Include = z.array(z.string().min(1));

/** The selector for the server, from the settings as they are now. A bad setting is named and taken as empty. */
export function documentSelector(): DocumentSelector {
  const parsed = Include.safeParse(vscode.workspace.getConfiguration("leydig").get("include", []));
  if (!parsed.success) {
    void vscode.window.showWarningMessage(
      'Setting "leydig.include" must be a list of glob patterns; no Markdown or text file is read until it is.',
    );
  }
  const patterns = parsed.success ? parsed.data : [];
  return [
    { language: "clinical-note" },
    { language: "yaml", pattern: "**/.leydig/rules/*.{yaml,yml}" },
    ...patterns.flatMap((pattern) => ["markdown", "plaintext"].map((language) => ({ language, pattern }))),
  ];
}

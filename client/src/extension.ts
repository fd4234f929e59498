/** The VS Code side: starts the server and adds its commands. It knows no medicine. */
import type { ExtensionContext } from "vscode";
import { LeydigClient } from "./client.ts";
import { registerCommands } from "./commands.ts";
import { ExplanationPages } from "./explanations.ts";
import { showStatus } from "./status.ts";

let client: LeydigClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  client = new LeydigClient(context);
  const pages = new ExplanationPages();
  context.subscriptions.push(
    ...registerCommands(client, pages),
    pages.register(),
    showStatus(),
    client.restartWhenIncludeChanges(),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

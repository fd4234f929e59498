/** The server's door on Node: over IPC to VS Code, or `--stdio` to any other client. */
import { fileURLToPath } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { loadEngine } from "./load-engine.ts";
import { startServer } from "./server.ts";
import { DISMISSED, emptyWorkspace } from "./workspace/workspace.ts";
import { addAccepted, readWorkspace } from "./workspace-folder.ts";
import type { Disk } from "./workspaces.ts";

const disk: Disk = {
  read: (rootUri, knowledge) =>
    rootUri.startsWith("file:") ? readWorkspace(fileURLToPath(rootUri), knowledge) : emptyWorkspace,
  dismiss: (rootUri, entry) => addAccepted(fileURLToPath(rootUri), DISMISSED, [entry]),
};

startServer(createConnection(ProposedFeatures.all), loadEngine(), disk);

/** The server's door on Node: over IPC to VS Code, or `--stdio` to any other client. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { loadEngine } from "./load-engine.ts";
import { startServer } from "./server.ts";

startServer(createConnection(ProposedFeatures.all), loadEngine());

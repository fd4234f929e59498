/** Who is at the other end of the connection. */
import type { InitializeParams } from "vscode-languageserver";
import { InitializationOptions } from "./settings.ts";

/** What the client can do and wants, known after `initialize`. */
export interface Client {
  readonly docs: string | null;
  readonly dismisses: boolean;
  readonly snippetEdits: boolean;
  readonly pullsDiagnostics: boolean;
  readonly hasConfiguration: boolean;
  readonly folders: readonly string[];
}

/** Read from its first request; what it does not say it cannot do. */
export function clientOf({ capabilities, initializationOptions, workspaceFolders }: InitializeParams): Client {
  const options = InitializationOptions.safeParse(initializationOptions ?? {});
  return {
    docs: (options.success && options.data.docs) || null,
    dismisses: options.success && options.data.dismisses,
    snippetEdits: capabilities.workspace?.workspaceEdit?.snippetEditSupport ?? false,
    pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    hasConfiguration: capabilities.workspace?.configuration ?? false,
    folders: (workspaceFolders ?? []).map(({ uri }) => uri.replace(/\/$/, "")),
  };
}

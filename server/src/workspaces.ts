/** The workspace folders of a client: which rules, levels and accepted findings hold for a note. */
import { type AnalysisOptions, type Engine, withOtherRules } from "./analysis.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { Profile } from "./knowledge/rule-schema.ts";
import type { Settings } from "./settings.ts";
import type { AcceptedEntry } from "./workspace/accepted.ts";
import { levelsFor } from "./workspace/config.ts";
import { emptyWorkspace, type Workspace, withRules } from "./workspace/workspace.ts";

/** The disk as the server sees it; null where it has none (a browser). */
export interface Disk {
  read(rootUri: string, knowledge: Knowledge): Workspace;
  /** Adds a dismissed finding; throws with a message for the person. */
  dismiss(rootUri: string, entry: AcceptedEntry): void;
}

interface Folder {
  readonly uri: string;
  readonly workspace: Workspace;
  readonly engine: Engine;
}

const defaultProfiles: readonly Profile[] = ["ES2018", "AUA2018"];

export class Workspaces {
  readonly #engine: Engine;
  readonly #disk: Disk | null;
  #folders: readonly Folder[] = [];

  constructor(engine: Engine, disk: Disk | null) {
    this.#engine = engine;
    this.#disk = disk;
  }

  /** Reads the folders anew. `uris` have no slash at the end. */
  load(uris: readonly string[]): void {
    const { knowledge } = this.#engine;
    this.#folders = uris.map((uri) => {
      const workspace = this.#disk?.read(uri, knowledge) ?? emptyWorkspace;
      const engine =
        workspace.rules.size === 0 ? this.#engine : withOtherRules(this.#engine, withRules(knowledge, workspace));
      return { uri, workspace, engine };
    });
  }

  reload(): void {
    this.load(this.#folders.map(({ uri }) => uri));
  }

  /** Engine and options for the note at `uri`; the person's settings go over the workspace's. */
  optionsFor(
    uri: string,
    settings: Settings,
  ): { engine: Engine; options: Required<Pick<AnalysisOptions, "rules" | "profiles">> } {
    const folder = this.#folderOf(uri);
    const config = folder?.workspace.config ?? emptyWorkspace.config;
    const profiles = settings.profiles.length > 0 ? settings.profiles : (config.profiles ?? defaultProfiles);
    return {
      engine: folder?.engine ?? this.#engine,
      options: { profiles, rules: { ...levelsFor(config, profiles), ...settings.rules } },
    };
  }

  /** Findings accepted for the note, and its path below its folder; null outside any folder. */
  acceptedFor(uri: string): { path: string; entries: readonly AcceptedEntry[] } | null {
    const folder = this.#folderOf(uri);
    return folder && this.#disk ? { path: pathBelow(folder.uri, uri), entries: folder.workspace.accepted } : null;
  }

  /** Writes a dismissal to the folder of `uri` and reads the folder anew. */
  dismiss(uri: string, entry: AcceptedEntry): void {
    const folder = this.#folderOf(uri);
    if (!folder || !this.#disk) throw new Error("Only a note in a workspace folder can have findings dismissed.");
    this.#disk.dismiss(folder.uri, entry);
    this.reload();
  }

  /** What is wrong in the `.leydig` folders, by URI of the file. */
  problems(): ReadonlyMap<string, Workspace["problems"]> {
    const byUri = new Map<string, Workspace["problems"][number][]>();
    for (const { uri, workspace } of this.#folders) {
      for (const problem of workspace.problems) {
        const place = `${uri}/${problem.path}`;
        byUri.set(place, [...(byUri.get(place) ?? []), problem]);
      }
    }
    return byUri;
  }

  #folderOf(uri: string): Folder | undefined {
    return this.#folders
      .filter((folder) => uri.startsWith(`${folder.uri}/`))
      .sort((a, b) => b.uri.length - a.uri.length)[0];
  }
}

/** Path of `uri` below `rootUri`, decoded, with forward slashes. */
export function pathBelow(rootUri: string, uri: string): string {
  return decodeURIComponent(uri.slice(rootUri.length + 1));
}

/** Settings as the client sends them, parsed: a bad value is named and its default used. */
import { z } from "zod";
import { Severity } from "./knowledge/rule-schema.ts";

const shape = {
  rules: z.record(z.string(), z.union([Severity, z.literal("off")])).default({}),
};

export type Settings = { readonly [K in keyof typeof shape]: z.output<(typeof shape)[K]> };

/** Reads `leydig` settings. Never throws; `problems` are sentences for the person who wrote them. */
export function parseSettings(raw: unknown): { settings: Settings; problems: string[] } {
  const given = typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>) : {};
  const problems: string[] = [];
  const read = <K extends keyof Settings>(name: K): Settings[K] => {
    const parsed = shape[name].safeParse(given[name] ?? undefined);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const place = ["leydig", name, ...(issue?.path ?? [])].join(".");
    problems.push(
      `Setting "${place}" is not usable (${issue?.message ?? "wrong value"}); its default is used instead.`,
    );
    return shape[name].parse(undefined);
  };
  return { settings: { rules: read("rules") }, problems };
}

/** What the client says about itself when it starts the server. */
export const InitializationOptions = z.object({
  /** Folder of the documentation pages as a URI. */
  docs: z.string().optional(),
});

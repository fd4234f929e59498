/** Settings as the client sends them, parsed: a bad value is named and its default used. */
import { z } from "zod";
import { Profile } from "./knowledge/rule-schema.ts";
import { RuleLevels } from "./workspace/config.ts";

const shape = {
  rules: RuleLevels.default({}),
  profiles: z.array(Profile).default([]),
};

export interface Settings {
  readonly rules: z.output<typeof shape.rules>;
  /** Empty: what the workspace says, or the default. */
  readonly profiles: z.output<typeof shape.profiles>;
}

/** Reads `leydig` settings. Never throws; `problems` are sentences for the person who wrote them. */
export function parseSettings(raw: unknown): { settings: Settings; problems: string[] } {
  const given = typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>) : {};
  const problems: string[] = [];
  const read = <T>(name: keyof typeof shape, schema: z.ZodType<T>): T => {
    const parsed = schema.safeParse(given[name] ?? undefined);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const place = ["leydig", name, ...(issue?.path ?? [])].join(".");
    problems.push(
      `Setting "${place}" is not usable (${issue?.message ?? "wrong value"}); its default is used instead.`,
    );
    return schema.parse(undefined);
  };
  return { settings: { rules: read("rules", shape.rules), profiles: read("profiles", shape.profiles) }, problems };
}

/** What the client says about itself when it starts the server. */
export const InitializationOptions = z.object({
  /** Folder of the documentation pages as a URI. */
  docs: z.string().optional(),
  /** It has the command `leydig.dismiss`, which asks for a reason. */
  dismisses: z.boolean().default(false),
});

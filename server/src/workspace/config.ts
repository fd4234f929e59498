/** `.leydig/config.yaml`: what a clinic agrees on for all its notes. */
import { z } from "zod";
import { Profile, Severity } from "../knowledge/rule-schema.ts";

/** Severity by rule id, or off. */
export const RuleLevels = z.record(z.string(), z.union([Severity, z.literal("off")]));

export const WorkspaceConfig = z.strictObject({
  /** Societies whose lines count. */
  profiles: z.array(Profile).min(1).optional(),
  rules: RuleLevels.default({}),
  /** Other severities while one of these societies is followed. */
  byProfile: z.partialRecord(Profile, RuleLevels).default({}),
});
export type WorkspaceConfig = z.output<typeof WorkspaceConfig>;

/** The levels that hold with these profiles: those of a profile over the common ones. */
export function levelsFor(
  { rules, byProfile }: WorkspaceConfig,
  profiles: readonly Profile[],
): z.output<typeof RuleLevels> {
  return Object.assign({}, rules, ...profiles.map((profile) => byProfile[profile] ?? {}));
}

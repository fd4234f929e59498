/**
 * Findings that a person has accepted: `.leydig/dismissed.json` (one by one, with a reason) and `.leydig/baseline.json`
 * (all that old notes had). Neither file holds words of a note.
 */
import { z } from "zod";
import type { Finding } from "../rules/finding.ts";
import { fingerprints } from "./fingerprint.ts";

/** Why a finding was dismissed (CDS Hooks: overrideReasons). */
export const overrideReasons = [
  { code: "documented-elsewhere", display: "It is documented elsewhere" },
  { code: "clinical-judgement", display: "A deliberate clinical decision" },
  { code: "not-applicable", display: "It does not apply to this patient" },
  { code: "misread", display: "The note was read wrongly" },
] as const;

const Reason = z.enum(overrideReasons.map(({ code }) => code));
export type Reason = z.infer<typeof Reason>;

const Entry = z.strictObject({
  /** Path of the note below the workspace folder, with forward slashes. */
  note: z.string().min(1),
  rule: z.string().min(1),
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/, "a fingerprint is 16 hexadecimal digits"),
  reason: Reason.optional(),
  /** Day of the decision. */
  on: z.iso.date().optional(),
});
export type AcceptedEntry = z.infer<typeof Entry>;

export const AcceptedFile = z.strictObject({ version: z.literal(1), findings: z.array(Entry) });

/** The findings of one note that nobody has accepted. */
export function withoutAccepted(
  note: string,
  text: string,
  findings: readonly Finding[],
  accepted: readonly AcceptedEntry[],
): Finding[] {
  const known = new Set(accepted.filter((entry) => entry.note === note).map(({ fingerprint }) => fingerprint));
  if (known.size === 0) return [...findings];
  const prints = fingerprints(text, findings);
  return findings.filter((_, index) => !known.has(prints[index]!));
}

/** Entries for findings of one note, in order. */
export function acceptedEntries(note: string, text: string, findings: readonly Finding[]): AcceptedEntry[] {
  const prints = fingerprints(text, findings);
  return findings.map(({ rule }, index) => ({ note, rule, fingerprint: prints[index]! }));
}

/** The file's text: one finding a line, sorted, so that it merges well. */
export function formatAccepted(entries: readonly AcceptedEntry[]): string {
  const key = ({ note, rule, fingerprint }: AcceptedEntry) => `${note} ${rule} ${fingerprint}`;
  const unique = new Map(entries.map((entry) => [key(entry), entry]));
  const lines = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": 1,\n  "findings": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

/** Puts the chart of a note together from what the readers found. */
import type { Assertion } from "../context/assertion.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Mention } from "../lexicon/mention.ts";
import type { Observation } from "../observation/observation.ts";
import type { Note } from "../text/note.ts";
import type { Chart } from "./chart.ts";
import { readConditions } from "./conditions.ts";
import { readMedications } from "./medications.ts";
import { readPatient } from "./patient.ts";
import { readPlans } from "./plans.ts";
import { readUnnamedChanges } from "./unnamed-changes.ts";

/** `assertions[i]` belongs to `mentions[i]`; both in order of the text. */
export function readChart(
  note: Note,
  knowledge: Knowledge,
  mentions: readonly Mention[],
  assertions: readonly Assertion[],
  observations: readonly Observation[],
): Chart {
  const statements = mentions.map((mention, index) => ({ mention, assertion: assertions[index]! }));
  const named = readMedications(note, knowledge, statements, observations);
  const changes = readUnnamedChanges(note, knowledge, statements, named);
  const medications = named.map((drug) => {
    const change = changes.findLast(({ concept }) => concept === drug.concept);
    return change
      ? { ...drug, status: change.status, actor: "clinician" as const, dosage: change.dosage ?? drug.dosage }
      : drug;
  });
  const conditions = readConditions(note, knowledge, statements);
  return {
    patient: readPatient(note, medications, conditions),
    medications,
    observations,
    conditions,
    plans: readPlans(note, knowledge, statements, observations, medications, changes),
    statements,
  };
}

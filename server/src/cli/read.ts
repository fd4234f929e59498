/** `leydig read`: the facts of notes: patient, sections, medications, observations, conditions, plans. */
import { type Analysis, analyse } from "../analysis.ts";
import type { Medication } from "../chart/chart.ts";
import { toRange } from "../features/positions.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { loadEngine } from "../load-engine.ts";
import type { Observation } from "../observation/observation.ts";
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { pathsAndFormat } from "./arguments.ts";
import { stepOf } from "./dosage-shape.ts";
import type { ReadOutput } from "./output.ts";
import { readNotes, reportUnreadable } from "./read-notes.ts";
import { print } from "./streams.ts";

export const readUsage = `  leydig read [--format json|text] FILE...
      What each note states: patient, sections, medications with status and dose, results, conditions, plans.
      FILE may be a folder, or - for standard input. Exit code 0; 2: wrong use, or a file could not be read.`;

type FileOutput = ReadOutput["files"][number];

/** Returns the exit code: 0, or 2 where a file could not be read. */
export function read(args: readonly string[]): number {
  const { paths, format } = pathsAndFormat(args, ["json", "text"]);
  const { notes, unreadable } = readNotes(paths);
  const engine = loadEngine();
  const files = notes.map(({ path, text }) => factsOf(path, analyse(engine, text), engine.knowledge));
  print(
    format === "json" ? `${JSON.stringify({ files } satisfies ReadOutput, null, 2)}\n` : files.map(asText).join("\n"),
  );
  return reportUnreadable(unreadable);
}

function placeOf(note: Note, span: Span) {
  const range = toRange(note, span);
  return { line: range.start.line + 1, range };
}

function wordsOf({ text }: Note, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The chart also holds what rules ask for ("follow-up", "consent"); a reader asks for problems and the wish for children. */
function isCondition({ concepts }: Knowledge, id: string): boolean {
  const concept = concepts.get(id);
  return concept?.category === "diagnosis" || concept?.category === "symptom" || concept?.couple === true;
}

function factsOf(path: string, { note, chart }: Analysis, knowledge: Knowledge): FileOutput {
  const { patient, medications, observations, conditions, plans } = chart;
  return {
    path,
    patient: { sex: patient.sex, ageYears: patient.ageYears, contexts: [...patient.contexts] },
    sections: note.sections
      .filter(({ heading }) => heading !== null)
      .map(({ kind, title, level, heading }) => ({ kind, title, level, ...placeOf(note, heading!) })),
    medications: medications.map((drug) => medicationOf(note, drug)),
    observations: observations.map((item) => observationOf(note, item)),
    conditions: conditions
      .filter(({ concept }) => isCondition(knowledge, concept))
      .map(({ concept, status, span }) => ({ concept, name: wordsOf(note, span), status, ...placeOf(note, span) })),
    plans: plans.map(({ about, action, span }) => ({
      about,
      action,
      text: wordsOf(note, span),
      ...placeOf(note, span),
    })),
  };
}

function medicationOf(
  note: Note,
  { concept, status, actor, span, dosage }: Medication,
): FileOutput["medications"][number] {
  return {
    concept,
    name: wordsOf(note, span),
    status,
    actor,
    dosage: dosage && !dosage.abstained ? dosage.steps.map(stepOf) : [],
    weekly: dosage?.weekly ?? null,
    abstained: dosage?.abstained ?? false,
    reason: dosage?.reason ?? null,
    ...placeOf(note, span),
  };
}

function observationOf(note: Note, item: Observation): FileOutput["observations"][number] {
  return {
    concept: item.analyte,
    value: item.value ?? null,
    high: item.high ?? null,
    diastolic: item.diastolic ?? null,
    comparator: item.comparator ?? null,
    unit: item.unit ?? null,
    word: item.word ?? null,
    flag: item.flag ?? null,
    referenceRange: item.referenceRange ? wordsOf(note, item.referenceRange) : null,
    date: item.date?.iso ?? null,
    timing: item.timing ? wordsOf(note, item.timing) : null,
    hour: item.hour ?? null,
    status: item.status,
    latest: item.latest,
    text: wordsOf(note, item),
    ...placeOf(note, item),
  };
}

function asText({ path, patient, medications, observations, conditions, plans }: FileOutput): string {
  const age = patient.ageYears === null ? "" : `, ${patient.ageYears} years`;
  const result = ({ value, high, diastolic, comparator, unit, word }: FileOutput["observations"][number]) =>
    [
      comparator && comparator !== "=" ? comparator : "",
      value === null
        ? (word ?? "")
        : `${value}${high === null ? "" : `-${high}`}${diastolic === null ? "" : `/${diastolic}`}`,
      unit ?? "",
    ]
      .filter(Boolean)
      .join(" ");
  return [
    path,
    `  patient: ${patient.sex}${age}${patient.contexts.length > 0 ? ` (${patient.contexts.join(", ")})` : ""}`,
    ...medications.map(({ line, concept, status, actor, dosage, reason }) => {
      const words = dosage.map(({ text }) => text).join("; ");
      return `  ${line}: medication ${concept}, ${status} (${actor})${words ? `: ${words}` : ""}${reason ? ` [${reason}]` : ""}`;
    }),
    ...observations.map(
      (item) =>
        `  ${item.line}: result ${`${item.concept} ${result(item)}`.trim()}, ${item.status}${item.date ? ` ${item.date}` : ""}`,
    ),
    ...conditions.map(({ line, concept, status }) => `  ${line}: condition ${concept}, ${status}`),
    ...plans.map(({ line, about, action }) => `  ${line}: plan ${action} ${about}`),
    "",
  ].join("\n");
}

/** Which of a drug's treatment events in a sentence tells its state there. */
import type { Note } from "../text/note.ts";
import { hashOf } from "../text/tokens.ts";
import type { TreatmentStatus } from "./assertion.ts";
import { effectBit } from "./effects.ts";
import type { TreatmentEvent } from "./event.ts";
import type { CuedSentence, Target } from "./hits.ts";
import { isInUse, isThought } from "./treatment.ts";

/** The last event that really happened or was decided; failing that the last thought; failing that the last condition. */
export function decidingEvent(
  sentence: CuedSentence,
  all: readonly TreatmentEvent[],
  target: Target,
): TreatmentEvent | null {
  if (all.length === 0) return null;
  const { note } = sentence;
  const outside = all.filter((event) => event.first >= target.endToken || target.firstToken >= event.end);
  const governed = outside.some((event) => event.first < target.firstToken && event.status !== "active");
  const events = governed ? outside.filter((event) => !isInRelative(sentence, event, target)) : outside;
  const actual = events.filter((event) => !event.conditional);
  const settled = actual.findLast((event) => !isThought(event.status));
  const pause = pauseBefore(sentence, actual);
  if (pause) return pause;
  const taper = settled && isOff(note, settled) ? actual.findLast(({ status }) => status === "tapering") : undefined;
  if (taper) return taper;
  if (settled?.status === "active" && isProcedure(note, settled)) {
    const decided = actual.findLast((event) => event !== settled && event.end <= target.firstToken);
    if (decided) return decided;
  }
  if (settled?.status === "active") {
    // "Increased in May, taking it daily": taking it is no later change.
    const change = actual.findLast((event) => !isThought(event.status) && event.status !== "active");
    if (change && isInUse(change.status)) return change;
  }
  if (settled && changesDose.has(settled.status) && !isPastForm(note, settled)) {
    const start = actual.find((event) => begins(sentence, event));
    if (start && start !== settled) return start;
    const thought = actual.findLast((event) => event.status === "considered" && event.end <= target.firstToken);
    if (thought && settled.first - target.endToken <= 1 && settled.first >= target.endToken && isClose(thought, target))
      return thought;
  }
  return settled ?? actual.at(-1) ?? events.at(-1) ?? null;
}

const OFF = hashOf("off");

/** "Tapering letrozole off": where the taper leads. */
function isOff({ tokens }: Note, { hits, first, end }: TreatmentEvent): boolean {
  return hits.length === 1 && end - first === 1 && tokens.hash[first] === OFF;
}

const intermissions: ReadonlySet<TreatmentStatus> = new Set(["held", "discontinued"]);

/** "Stop TRT for six weeks, then resume", "stop it now; will restart in May": both are still to come: a pause. */
function pauseBefore(sentence: CuedSentence, actual: readonly TreatmentEvent[]): TreatmentEvent | null {
  const resumed = actual.at(-1);
  if (resumed?.bit !== effectBit.restarted || !begins(sentence, resumed)) return null;
  const stop = actual.findLast((event) => event.first < resumed.first && intermissions.has(event.status));
  if (!stop || !imperatives.has(sentence.note.tokens.hash[stop.hits[0]!.first]!)) return null;
  return { ...stop, status: "held" };
}

const imperatives: ReadonlySet<number> = new Set(
  ["stop", "hold", "pause", "discontinue", "cease", "withhold"].map(hashOf),
);
const procedures: ReadonlySet<number> = new Set(
  ["insertion", "re", "injection", "injections", "placement", "use", "usage"].map(hashOf),
);

/** "Testopel insertion" is what the verb before it says of it. */
function isProcedure({ tokens }: Note, { hits }: TreatmentEvent): boolean {
  return hits.length === 1 && hits[0]!.end - hits[0]!.first <= 3 && procedures.has(tokens.hash[hits[0]!.first]!);
}

const changesDose: ReadonlySet<TreatmentStatus> = new Set(["increased", "decreased", "tapering", "discontinued"]);

/** "Start 5 mg, then increase to 10": the steps of what is begun today. In the past they are changes of their own. */
function begins({ note }: CuedSentence, event: TreatmentEvent): boolean {
  if (event.status === "planned") return event.hits.length > 1;
  return (event.status === "started" || event.status === "restarted") && isBaseForm(note, event);
}

const baseForms: ReadonlySet<number> = new Set(
  ["start", "begin", "commence", "initiate", "restart", "resume", "recommence", "add", "trial", "try", "rx"].map(
    hashOf,
  ),
);

function isBaseForm({ tokens }: Note, { hits, first }: TreatmentEvent): boolean {
  return hits.length === 1 && baseForms.has(tokens.hash[first]!);
}

/** "Consider anastrozole reduction": only a word or two stand between the thought and its drug. */
function isClose(event: TreatmentEvent, target: Target): boolean {
  return target.firstToken - event.end <= 3;
}

const relatives: ReadonlySet<number> = new Set(["that", "which", "we", "i", "he", "she", "they"].map(hashOf));
/** The longest run of words between a drug and the verb of its relative clause. */
const RELATIVE_REACH = 5;

/** "He never took the clomiphene we prescribed": the last verb tells which clomiphene. */
function isInRelative({ note }: CuedSentence, event: TreatmentEvent, target: Target): boolean {
  const gap = event.first - target.endToken;
  const at = target.endToken;
  return gap >= 0 && gap <= RELATIVE_REACH && at <= event.first && relatives.has(note.tokens.hash[at]!);
}

/** "Restarted once the hematocrit was below 50" was not planned. */
export function isPastForm({ text, tokens }: Note, { hits }: TreatmentEvent): boolean {
  const verb = hits[0]!;
  return hits.length === 1 && text.slice(tokens.end[verb.first]! - 2, tokens.end[verb.first]).toLowerCase() === "ed";
}

/** Headings become sections, each inside what it belongs to. */
import type { SectionKind } from "../knowledge/schema.ts";
import { headingInLine, headingOfLine } from "./find-headings.ts";
import { type Heading, type Page, Rank } from "./heading.ts";
import type { Line } from "./lines.ts";
import type { Section } from "./note.ts";

/** What usually stands inside what. */
const parentKinds: Partial<Record<SectionKind, readonly SectionKind[]>> = {
  vitals: ["objective", "exam"],
  exam: ["objective"],
  labs: ["objective"],
  imaging: ["objective", "labs"],
  hpi: ["subjective"],
  ros: ["subjective"],
  "chief-complaint": ["subjective"],
  assessment: ["assessment-plan"],
  plan: ["assessment-plan"],
};

/** A heading in capitals that nobody knows is a part of these; any other section ends there. */
const holders: ReadonlySet<SectionKind> = new Set([
  "assessment",
  "plan",
  "assessment-plan",
  "exam",
  "ros",
  "objective",
  "procedure",
  "quoted",
  "instructions",
  "education",
]);

/** And of these until a blank line: "LABS:", then "PROLACTIN: normal". */
const shortHolders: ReadonlySet<SectionKind> = new Set(["labs", "imaging", "medications"]);

const planKinds: ReadonlySet<SectionKind> = new Set(["plan", "assessment-plan"]);

/** What a plan is made of when it goes on without a blank line: "Plan:", then "Labs: CBC in 6 weeks". */
const planParts: ReadonlySet<SectionKind> = new Set([
  "labs",
  "imaging",
  "medications",
  "procedure",
  "other",
  "administrative",
]);

/** Nothing nests deeper, so that a note made of ever deeper indents costs no more than another. */
const DEEPEST = 8;

interface OpenSection {
  readonly index: number;
  readonly heading: Heading;
  readonly rank: Rank;
  readonly kind: SectionKind;
  /** Whether a blank line came after its first words. */
  interrupted: boolean;
  hasWords: boolean;
}

type Draft = { -readonly [Key in keyof Section]: Section[Key] };

/** Sections in order, covering the whole text. */
export function readSections(page: Page): Section[] {
  const outline = new Outline(page);
  for (let index = 0; index < page.lines.length; index++) {
    const line = page.lines[index]!;
    if (line.firstToken === line.endToken) outline.blank();
    else readLine(page, line, index, outline);
  }
  return outline.finish();
}

function readLine(page: Page, line: Line, index: number, outline: Outline): void {
  let token = line.firstToken;
  let heading = headingOfLine(page, index, outline.kind);
  heading ??= headingInLine(page, line, token, outline.kind);
  while (heading) {
    outline.open(heading);
    token = heading.endToken;
    heading = headingInLine(page, line, token, outline.kind);
  }
  if (token < line.endToken) outline.words();
}

/** The sections so far, and those that are still open, outermost first. */
class Outline {
  private readonly page: Page;
  private readonly sections: Draft[] = [];
  private readonly stack: OpenSection[] = [];
  /** Kinds named so far. */
  private readonly seen = new Set<SectionKind>();

  constructor(page: Page) {
    this.page = page;
  }

  /** Kind of the innermost open section; vital signs are but a line of an exam. */
  get kind(): SectionKind {
    const inner = this.stack.at(-1);
    const around = inner?.kind === "vitals" ? this.stack.at(-2) : undefined;
    return (around ?? inner)?.kind ?? "other";
  }

  blank(): void {
    for (const open of this.stack) open.interrupted ||= open.hasWords;
  }

  words(): void {
    for (const open of this.stack) open.hasWords = true;
  }

  open(found: Heading): void {
    const { text, tokens } = this.page;
    const heading = this.asPlanPart(found);
    const start = tokens.start[heading.firstToken]!;
    const end = tokens.end[heading.endToken - 1]!;
    this.closeBefore(start);
    while (this.stack.length > 0 && (this.stack.length >= DEEPEST || !contains(this.stack.at(-1)!, heading)))
      this.close(start);
    const around = this.stack.at(-1);
    const kind = heading.kind ?? around?.kind ?? "other";
    const index = this.sections.length;
    this.sections.push({
      kind,
      title: text.slice(tokens.start[heading.titleToken], tokens.end[heading.titleEnd - 1]),
      heading: { start, end },
      named: heading.rank === Rank.Named,
      span: { start, end: text.length },
      body: { start: end, end: text.length },
      level: this.stack.length + 1,
      parent: around?.index ?? -1,
    });
    this.words();
    if (heading.kind !== null) this.seen.add(heading.kind);
    this.stack.push({ index, heading, rank: rankOf(heading), kind, interrupted: false, hasWords: false });
  }

  finish(): Section[] {
    if (this.sections.length === 0) this.closeBefore(this.page.text.length);
    return this.sections;
  }

  /** Ends the text of the section before, or puts what stands before all headings into a section of its own. */
  private closeBefore(start: number): void {
    const last = this.sections.at(-1);
    if (last) last.body = { start: last.body.start, end: start };
    else if (start > 0 || this.page.text.length === 0) {
      const whole = { start: 0, end: start };
      this.sections.push({
        kind: "other",
        title: "",
        heading: null,
        named: false,
        span: whole,
        body: whole,
        level: 0,
        parent: -1,
      });
    }
  }

  private close(end: number): void {
    const section = this.sections[this.stack.pop()!.index]!;
    section.span = { start: section.span.start, end };
  }

  /** "Labs:" or "Meds:" inside a plan, also after a blank line where the note has had its own list of them before. */
  private asPlanPart(heading: Heading): Heading {
    if (heading.rank !== Rank.Named || heading.hashes > 0 || !heading.kind || !planParts.has(heading.kind))
      return heading;
    const plan = this.stack.findLast((open) => planKinds.has(open.kind) && open.rank === Rank.Named);
    const again = this.seen.has(heading.kind);
    return plan && (!plan.interrupted || again) ? { ...heading, kind: null } : heading;
  }
}

/** How firmly a heading stands here: one without a kind of its own is part of another section. */
function rankOf({ kind, rank }: Heading): Rank {
  if (kind !== null) return Rank.Named;
  return rank === Rank.Named ? Rank.Part : rank;
}

/** Whether the open section goes on around a new heading. */
function contains({ heading: outer, rank: outerRank, kind, interrupted }: OpenSection, inner: Heading): boolean {
  const rank = rankOf(inner);
  if (outer.hashes > 0) return inner.hashes === 0 || inner.hashes > outer.hashes;
  if (inner.hashes > 0) return inner.kind === null && outerRank === Rank.Named && holders.has(kind);
  if (inner.indent > outer.indent) return true;
  const goesOn = holders.has(kind) || !interrupted;
  if (rank === Rank.Part) return outerRank < Rank.Part && kind !== "vitals" && goesOn;
  if (outerRank !== Rank.Named) return false;
  if (rank === Rank.Unnamed) return goesOn && (holders.has(kind) || shortHolders.has(kind));
  // What was pasted goes on until a blank line, headings and all.
  if (kind === "quoted" && !interrupted) return true;
  return parentKinds[inner.kind!]?.includes(kind) ?? false;
}

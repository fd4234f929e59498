/** Where the missing line goes: the end of the section it belongs to, in the style of the lines that are there. */
import type { SectionKind } from "../knowledge/schema.ts";
import type { Note, Section } from "../text/note.ts";

/** Sections that take a line in place of the one asked for. */
const standIns: Partial<Record<SectionKind, readonly SectionKind[]>> = {
  plan: ["assessment-plan"],
  assessment: ["assessment-plan"],
};

const headingFor: Partial<Record<SectionKind, string>> = { plan: "Plan", labs: "Labs", assessment: "Assessment" };

/** An insertion: `text` is snippet text, its newlines included, to be put at `offset` (UTF-16). */
export function insertionInto(note: Note, kind: SectionKind, line: string): { offset: number; text: string } {
  const wanted = [kind, ...(standIns[kind] ?? [])];
  const section = note.sections.findLast((candidate) => wanted.includes(candidate.kind));
  if (!section) return appendSection(note, kind, line);
  const offset = endOfWords(note.text, section);
  const lineStart = note.text.lastIndexOf("\n", offset - 1) + 1;
  const lastLine = note.text.slice(lineStart, offset);
  const onHeadingLine = section.heading !== null && lineStart <= section.heading.start;
  return { offset, text: `\n${onHeadingLine ? "" : nextMarker(lastLine)}${line}` };
}

function appendSection(note: Note, kind: SectionKind, line: string): { offset: number; text: string } {
  const end = note.text.trimEnd().length;
  const heading = headingFor[kind] ?? "Plan";
  return { offset: end, text: `${end === 0 ? "" : "\n\n"}${heading}:\n${line}` };
}

/** End of the last word of the section, nested sections included. */
function endOfWords(text: string, section: Section): number {
  let end = section.span.end;
  while (end > section.body.start && text.charCodeAt(end - 1) <= 0x20) end--;
  return end;
}

/** "- " after a bullet, "4. " after "3. ", the same indentation otherwise. */
function nextMarker(line: string): string {
  const indent = line.slice(0, line.length - line.trimStart().length);
  const words = line.trimStart();
  const bullet = words.charAt(0);
  if ("-*•+".includes(bullet) && bullet !== "" && words.charAt(1) === " ") return `${indent}${bullet} `;
  let digits = 0;
  while (digits < 3 && words.charCodeAt(digits) >= 0x30 && words.charCodeAt(digits) <= 0x39) digits++;
  const stop = words.charAt(digits);
  if (digits > 0 && (stop === "." || stop === ")") && words.charAt(digits + 1) === " ")
    return `${indent}${Number(words.slice(0, digits)) + 1}${stop} `;
  return indent;
}

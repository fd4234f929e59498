/**
 * How often each ambiguous form stands in a folder of notes, and how often it is claimed: read as a plain form, and read
 * with the ambiguity table. Every claim can be shown for the eye to judge.
 *
 *     node test/corpus/count-ambiguous.ts <folder> [--show] [form ...]
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { builtInKnowledge } from "../../server/build/knowledge-folder.ts";
import { formKey } from "../../server/src/lexicon/ambiguity.ts";
import { buildLexicon, findPhrases } from "../../server/src/lexicon/lexicon.ts";
import type { Mention } from "../../server/src/lexicon/mention.ts";
import { findMentions, openTerms, termDataOf } from "../../server/src/lexicon/terms.ts";
import type { Note } from "../../server/src/text/note.ts";
import { readNote } from "../../server/src/text/read.ts";
import { builtInEngine } from "../support/engine.ts";

interface Row {
  readonly form: string;
  tokens: number;
  /** Claimed where the table of ambiguities is empty. */
  plain: number;
  claimed: number;
  readonly concepts: Map<string, number>;
  readonly claims: string[];
}

const { values, positionals } = parseArgs({ options: { show: { type: "boolean" } }, allowPositionals: true });
const [folder, ...wanted] = positionals;
if (folder === undefined) throw new Error("Give the folder of notes.");

const { headings, terms } = builtInEngine();
const knowledge = builtInKnowledge();
const undecided = { ...knowledge, ambiguities: [] };
const plainTerms = openTerms(termDataOf(undecided), undecided);
const asked = wanted.length > 0 ? new Set(wanted.map(formKey)) : null;
const forms = knowledge.ambiguities
  .map(({ form }) => form)
  .filter((form) => asked === null || asked.has(formKey(form)));
const rows: Row[] = forms.map((form) => ({ form, tokens: 0, plain: 0, claimed: 0, concepts: new Map(), claims: [] }));
const lexicon = buildLexicon(forms.map((text, value) => ({ text, value, exactCase: false })));

/** Mentions by their first and last token, so that a form inside a longer term is not counted as the form. */
function byTokens(mentions: readonly Mention[]): Map<string, Mention> {
  return new Map(mentions.map((mention) => [`${mention.firstToken}-${mention.endToken}`, mention]));
}

function excerpt({ text }: Note, { start, end }: Mention): string {
  const flat = (from: number, to: number) => text.slice(Math.max(0, from), to).replace(/\s+/g, " ");
  return `${flat(start - 50, start)}«${flat(start, end)}»${flat(end, end + 40)}`;
}

function count(name: string, text: string): void {
  const note = readNote(text, headings);
  const plain = byTokens(findMentions(note, plainTerms));
  const decided = byTokens(findMentions(note, terms));
  for (const { firstToken, endToken, values: found } of findPhrases(lexicon, text, note.tokens)) {
    const row = rows[found[0]!]!;
    const key = `${firstToken}-${endToken}`;
    row.tokens++;
    if (plain.has(key)) row.plain++;
    const mention = decided.get(key);
    if (!mention) continue;
    row.claimed++;
    row.concepts.set(mention.concept, (row.concepts.get(mention.concept) ?? 0) + 1);
    row.claims.push(`    ${mention.concept}  ${name}  ${excerpt(note, mention)}`);
  }
}

for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
  if (!entry.isFile() || !/\.(txt|md|note)$/.test(entry.name)) continue;
  count(entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

const pad = (value: string | number, width: number) => String(value).padStart(width);
console.log(`${"form".padEnd(24)}${pad("tokens", 8)}${pad("plain", 8)}${pad("claimed", 9)}  as`);
for (const { form, tokens, plain, claimed, concepts, claims } of rows) {
  if (tokens === 0) continue;
  const as = [...concepts].map(([concept, times]) => `${concept} ${times}`).join(", ");
  console.log(`${form.padEnd(24)}${pad(tokens, 8)}${pad(plain, 8)}${pad(claimed, 9)}  ${as}`);
  if (values.show) console.log(claims.join("\n"));
}

/** Notes with the expected places marked: «words» in guillemets, or carets under the line. */

export interface MarkedNote {
  readonly text: string;
  readonly spans: readonly { start: number; end: number; words: string }[];
}

/** Takes the guillemets out and says where they were. */
export function readMarked(marked: string): MarkedNote {
  let text = "";
  let start = -1;
  const spans: { start: number; end: number; words: string }[] = [];
  for (const character of marked) {
    if (character === "«") start = text.length;
    else if (character === "»") spans.push({ start, end: text.length, words: text.slice(start) });
    else text += character;
  }
  return { text, spans };
}

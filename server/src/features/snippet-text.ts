/** Snippet text for clients without snippets: every tab stop becomes its placeholder or first choice. */

/** `${1:__}` becomes "__", `${2|a,b|}` becomes "a", `$0` goes. One pass. */
export function plainText(snippet: string): string {
  let plain = "";
  for (let at = 0; at < snippet.length; at++) {
    const character = snippet.charAt(at);
    if (character === "\\") plain += snippet.charAt(++at);
    else if (character !== "$") plain += character;
    else {
      const stop = readStop(snippet, at + 1);
      if (!stop) plain += character;
      else {
        plain += stop.text;
        at = stop.end - 1;
      }
    }
  }
  return plain;
}

function readStop(snippet: string, from: number): { text: string; end: number } | null {
  const braced = snippet.charAt(from) === "{";
  let at = braced ? from + 1 : from;
  const digits = at;
  while (snippet.charCodeAt(at) >= 0x30 && snippet.charCodeAt(at) <= 0x39) at++;
  if (at === digits) return null;
  if (!braced) return { text: "", end: at };
  const kind = snippet.charAt(at);
  if (kind === "}") return { text: "", end: at + 1 };
  const ending = kind === "|" ? "|}" : "}";
  const start = at + 1;
  at = start;
  while (at < snippet.length && !snippet.startsWith(ending, at)) at += snippet.charAt(at) === "\\" ? 2 : 1;
  const inner = snippet.slice(start, at);
  return { text: plainText(kind === "|" ? firstChoice(inner) : inner), end: at + ending.length };
}

function firstChoice(choices: string): string {
  for (let at = 0; at < choices.length; at++) {
    if (choices.charAt(at) === "\\") at++;
    else if (choices.charAt(at) === ",") return choices.slice(0, at);
  }
  return choices;
}

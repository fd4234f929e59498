/** Where words stand on the screen. */
import type { Page } from "playwright-core";

/**
 * Middle of the first place in the editor where the words stand, in pixels of the page.
 * The function given to `evaluate` runs in the browser; colours split a line into several text nodes.
 * Throws when the words are not on the screen.
 */
export async function placeOfWords(page: Page, words: string): Promise<{ x: number; y: number }> {
  const place = await page.locator("body").evaluate((body, wanted) => {
    const page = body.ownerDocument;
    for (const line of page.querySelectorAll(".editor-instance .view-line")) {
      const at = (line.textContent ?? "").replaceAll("\u00a0", " ").indexOf(wanted);
      if (at < 0) continue;
      let left = at + Math.floor(wanted.length / 2);
      const texts = page.createTreeWalker(line, 4 /* text nodes */);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const length = text.textContent?.length ?? 0;
        if (left < length) {
          const range = page.createRange();
          range.setStart(text, left);
          range.setEnd(text, left + 1);
          const box = range.getBoundingClientRect();
          const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          // A line below the edge of the editor, or under a card, exists but cannot be pointed at.
          return line.contains(page.elementFromPoint(middle.x, middle.y)) ? middle : null;
        }
        left -= length;
      }
    }
    return null;
  }, words);
  if (!place) throw new Error(`"${words}" is not on the screen`);
  return place;
}

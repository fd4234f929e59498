/** VS Code as a person sees it: keyboard, mouse, what is on the screen. */
import type { Page } from "playwright-core";
import { screenshot } from "../session.ts";
import { placeOfWords } from "./place-of-words.ts";

/** How long anything may take to appear. */
const patience = 15_000;
const editor = ".editor-instance";

export type Severity = "error" | "warning" | "info" | "hint";

/** One window. Every method throws when what it waits for does not appear in time. */
export class Workbench {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patience);
  }

  /** Opens the window at this address and waits until its files are listed. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
  }

  /** Opens a file of the workspace through quick open and puts the cursor at its start. */
  async openFile(name: string): Promise<void> {
    await this.press("ControlOrMeta+P");
    await this.pick(name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(`${editor} .view-line`).first().waitFor();
    await this.press("ControlOrMeta+Home");
  }

  /** Runs a command by its title in the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.press("F1");
    await this.pick(title);
  }

  /** Types into the list that is open at the top, and takes the first row with these words. */
  async pick(words: string): Promise<void> {
    await this.page.locator(".quick-input-widget:visible input:visible").first().pressSequentially(words);
    const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: words }).first();
    await row.click();
    // Only then can the next list that opens be told from this one.
    await row.waitFor({ state: "hidden" });
  }

  /** Types as a person does: suggestions come up, and a line break takes the one that is offered. */
  async typeText(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** Pastes text from the clipboard. */
  async pasteText(text: string): Promise<void> {
    await this.page.evaluate<void>(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.press("ControlOrMeta+V");
  }

  /** Presses keys one after the other, for example `press("ControlOrMeta+End", "Enter")`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /**
   * Rests the mouse on words in the editor and gives the text of the card that comes up. A finding may show before the
   * term's own card: the part that says `part` is waited for.
   */
  async hoverWord(words: string, part = /./): Promise<string> {
    const card = this.page.locator(".monaco-hover:visible");
    // Away first: the card of the last word must not hide this one, nor be taken for its own.
    await this.page.mouse.move(1, 1);
    await card.first().waitFor({ state: "hidden" });
    const place = await placeOfWords(this.page, words);
    await this.page.mouse.move(place.x, place.y, { steps: 4 });
    const contents = card.locator(".hover-contents").filter({ hasNotText: /^Loading\.*$/ });
    await contents.filter({ hasText: part }).first().waitFor();
    return (await contents.allInnerTexts()).join("\n");
  }

  /** Clicks on words in the editor: the cursor goes there. */
  async clickWord(words: string): Promise<void> {
    const { x, y } = await placeOfWords(this.page, words);
    await this.page.mouse.click(x, y);
  }

  /** Number of squiggles on the screen. A squiggle over two lines counts twice. */
  async squiggleCount(severity: Severity): Promise<number> {
    return this.page.locator(`${editor} .squiggly-${severity}`).count();
  }

  async waitForSquiggles(severity: Severity, count: number): Promise<void> {
    await this.waitUntil(`${count} ${severity} squiggles`, async () => (await this.squiggleCount(severity)) === count);
  }

  /** Opens the problems panel, which then has the focus, and gives its rows, a line each. */
  async problemsText(): Promise<string> {
    await this.runCommand("Problems: Focus on Problems View");
    const panel = this.page.locator(".markers-panel");
    await panel.waitFor();
    const rows = await panel.locator(".monaco-list-row, .message-box-container:visible").allInnerTexts();
    return rows.map((row) => row.replaceAll("\n", " ")).join("\n");
  }

  /** Opens the quick fixes at the cursor by keyboard and takes the one with these words. */
  async quickFix(title: string): Promise<void> {
    await this.press("ControlOrMeta+.");
    const menu = this.page.locator(".action-widget:visible").first();
    const row = menu.locator(".monaco-list-row").filter({ hasText: title }).first();
    await row.waitFor();
    for (let step = 0; !(await isFocused(row)); step++) {
      if (step > 30) throw new Error(`the arrow keys do not reach the quick fix "${title}"`);
      await this.press("ArrowDown");
    }
    await this.press("Enter");
    await menu.waitFor({ state: "hidden" });
  }

  /** The lines of the editor that are on the screen. */
  async editorText(): Promise<string> {
    const lines = await this.page.locator(`${editor} .view-line`).evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? "" }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  async waitForText(words: string): Promise<void> {
    await this.waitUntil(`the text "${words}"`, async () => (await this.editorText()).includes(words));
  }

  /** The selected text, read through the clipboard. Without a selection it is the line of the cursor. */
  async currentSelectionText(): Promise<string> {
    await this.press("ControlOrMeta+C");
    return this.page.evaluate<string>("navigator.clipboard.readText()");
  }

  /** Waits until something holds; `what` names it in the error. */
  async waitUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + patience;
    while (!(await holds())) {
      if (Date.now() > deadline) {
        throw new Error(`not within ${patience / 1000} s: ${what}. The editor shows:\n${await this.editorText()}`);
      }
      await this.page.waitForTimeout(50);
    }
  }

  /**
   * Waits until a suggestion is offered for the word at the cursor. A window that is still starting may have asked for
   * suggestions before there were any; a person then presses the keys for them.
   */
  async waitForSuggestion(): Promise<void> {
    const offered = this.page.locator(".suggest-widget.visible .monaco-list-row.focused").first();
    await this.waitUntil("a suggestion", async () => {
      const isThere = await offered.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (!isThere) await this.press("Control+Space");
      return isThere;
    });
  }

  /** Writes test-output/screenshots/NAME.png. */
  async screenshot(name: string): Promise<void> {
    await screenshot(this.page, name);
  }
}

async function isFocused(row: ReturnType<Page["locator"]>): Promise<boolean> {
  return ((await row.getAttribute("class")) ?? "").includes("focused");
}

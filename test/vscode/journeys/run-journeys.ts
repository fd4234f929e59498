/** Runs what a clinician does in the first minutes, by keyboard and mouse, in a VS Code that draws on a real page. */
import { reason } from "../../../client/dev/process.ts";
import type { Counts } from "../../counts.ts";
import { type Session, screenshot, withSession } from "../session.ts";
import * as fixMissingEstradiol from "./fix-missing-estradiol.ts";
import * as hoverSeedTerms from "./hover-seed-terms.ts";
import * as insertSermBlock from "./insert-serm-block.ts";
import * as insertTrtBlock from "./insert-trt-block.ts";
import * as openNote from "./open-note.ts";
import * as readNote from "./read-note.ts";
import { Workbench } from "./workbench.ts";

interface Journey {
  readonly name: string;
  run(workbench: Workbench): Promise<void>;
}

const journeys: readonly Journey[] = [
  openNote,
  readNote,
  hoverSeedTerms,
  insertTrtBlock,
  insertSermBlock,
  fixMissingEstradiol,
];

/** Runs every journey, or those with `words` in their name, each in a fresh window on a fresh copy of the samples. */
export async function runJourneys(words = ""): Promise<Counts> {
  const chosen = journeys.filter(({ name }) => name.includes(words));
  if (chosen.length === 0)
    throw new Error(`no journey has "${words}" in its name. There are: ${journeys.map(({ name }) => name).join("; ")}`);
  return withSession(async (session) => {
    let failed = 0;
    for (const journey of chosen) if (!(await passes(journey, session))) failed++;
    return { passed: chosen.length - failed, failed };
  });
}

async function passes({ name, run }: Journey, session: Session): Promise<boolean> {
  const page = await session.newPage();
  const begun = performance.now();
  try {
    const workbench = new Workbench(page);
    await workbench.open(session.urlOf(session.newWorkspace()));
    await run(workbench);
    console.log(`ok      ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    const picture = `failed-${name.replaceAll(/\W+/g, "-")}`;
    console.log(`FAILED  ${name}: ${reason(error)}\n        see test-output/screenshots/${picture}.png`);
    await screenshot(page, picture);
    return false;
  } finally {
    await page.close();
  }
}

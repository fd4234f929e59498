/** `npm run bench -- read [FOLDER]`: the whole reading beside a bare scan and general language tools, on the same notes. */
import nlp from "compromise";
import { spellCheckDocument } from "cspell-lib";
import { LocalLinter } from "harper.js";
import { binaryInlined } from "harper.js/binaryInlined";
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";
import { bareScan, megabytesPerSecond, megabytesPerSecondOf, textsOf } from "./texts.ts";

export async function benchRead(folder: string | undefined): Promise<void> {
  const engine = builtInEngine();
  const texts = textsOf(folder, 1_500_000);
  const few = textsOf(folder, 60_000).slice(0, 40);
  const average = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  const row = (name: string, speed: number) =>
    console.log(
      `${name.padEnd(24)} ${speed.toFixed(2).padStart(9)} MB/s   ${(5 / speed).toFixed(2).padStart(9)} ms for 5 KB`,
    );
  console.log(`${texts.length} notes of ${average.toFixed(0)} UTF-16 units on average`);
  row("bare charCodeAt scan", megabytesPerSecond(texts, bareScan));
  row(
    "Leydig, whole analysis",
    megabytesPerSecond(texts, (text) => analyse(engine, text)),
  );
  const wink = winkNLP(model);
  row(
    "wink-nlp",
    megabytesPerSecond(few, (text) => wink.readDoc(text).sentences().out(), 3),
  );
  row(
    "compromise",
    megabytesPerSecond(few, (text) => nlp(text).json(), 3),
  );
  row(
    "cspell-lib",
    await megabytesPerSecondOf(few, (text) =>
      spellCheckDocument({ uri: "note.txt", text }, { noConfigSearch: true }, {}),
    ),
  );
  const harper = new LocalLinter({ binary: binaryInlined });
  await harper.setup();
  row("harper.js", await megabytesPerSecondOf(few, (text) => harper.lint(text)));
  for (const size of [100_000, 1_000_000, 10_000_000]) {
    const one = textsOf(folder, size).join("\n").slice(0, size);
    const begun = performance.now();
    analyse(engine, one);
    const speed = size / 1000 / (performance.now() - begun);
    console.log(`one note of ${(size / 1e6).toFixed(1).padStart(4)} MB        ${speed.toFixed(2).padStart(5)} MB/s`);
  }
}

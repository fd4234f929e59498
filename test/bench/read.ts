/** `npm run bench -- read [FOLDER]`: the whole reading beside a bare scan and general language tools, on the same notes. */
import nlp from "compromise";
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";
import { bareScan, megabytesPerSecond, textsOf } from "./texts.ts";

export function benchRead(folder: string | undefined): void {
  const engine = builtInEngine();
  const wink = winkNLP(model);
  const texts = textsOf(folder, 1_500_000);
  const few = textsOf(folder, 60_000).slice(0, 40);
  const average = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  const row = (name: string, speed: number) =>
    console.log(
      `${name.padEnd(24)} ${speed.toFixed(2).padStart(9)} MB/s   ${(5 / speed).toFixed(2).padStart(7)} ms for 5 KB`,
    );
  console.log(`${texts.length} notes of ${average.toFixed(0)} UTF-16 units on average`);
  row("bare charCodeAt scan", megabytesPerSecond(texts, bareScan));
  row(
    "Leydig, whole analysis",
    megabytesPerSecond(texts, (text) => analyse(engine, text)),
  );
  row(
    "wink-nlp",
    megabytesPerSecond(few, (text) => wink.readDoc(text).sentences().out(), 3),
  );
  row(
    "compromise",
    megabytesPerSecond(few, (text) => nlp(text).json(), 3),
  );
}

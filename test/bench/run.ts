/** `npm run bench -- lexicon|read|start [FOLDER]` */
import { benchLexicon } from "./lexicon.ts";
import { benchRead } from "./read.ts";
import { benchStart } from "./start.ts";

const [name, folder] = process.argv.slice(2);
if (name === "lexicon") benchLexicon(folder);
else if (name === "read") await benchRead(folder);
else if (name === "start") await benchStart();
else {
  console.error("npm run bench -- lexicon|read|start [FOLDER]");
  process.exitCode = 2;
}

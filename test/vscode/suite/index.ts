/** The tests that run inside VS Code. One bundle for both launchers; its last line of output carries the counts. */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { formatResult } from "../suite-result.ts";

/** Called by VS Code. Throws when a test failed, which makes the exit code of VS Code. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 20_000, reporter: class {} as unknown as Mocha.ReporterConstructor });
  // Gives `describe` and `it` to the files, which must therefore load after this line.
  mocha.suite.emit("pre-require", globalThis as unknown as Mocha.MochaGlobals, "", mocha);
  await import("./activation.test.ts");
  await import("./commands.test.ts");
  await import("./editor.test.ts");
  let passed = 0;
  let failed = 0;
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on("pass", (test) => {
      passed++;
      console.log(`ok      ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on("fail", (test, error) => {
      failed++;
      console.log(`FAILED  ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  });
  const result = formatResult({ passed, failed });
  console.log(result);
  const file = process.env.LEYDIG_RESULT_FILE;
  if (file) writeFileSync(file, result);
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

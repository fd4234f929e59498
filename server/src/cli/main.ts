/** `leydig`: the command-line tool. Reads its arguments, hands over to a command, sets the exit code. */
import { check, checkUsage } from "./check.ts";
import { context, contextUsage } from "./context.ts";
import { dosage, dosageUsage } from "./dosage.ts";
import { explainCommand, explainUsage } from "./explain.ts";
import { read, readUsage } from "./read.ts";
import { score, scoreUsage } from "./score/score.ts";
import { print } from "./streams.ts";
import { terms, termsUsage } from "./terms.ts";
import { testRules, testUsage } from "./test-rules.ts";
import { UsageError } from "./usage.ts";

interface Command {
  /** Returns the exit code; a UsageError is printed with the usage. */
  readonly run: (args: readonly string[]) => number;
  readonly usage: string;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ["check", { run: check, usage: checkUsage }],
  ["explain", { run: explainCommand, usage: explainUsage }],
  ["test", { run: testRules, usage: testUsage }],
  ["terms", { run: terms, usage: termsUsage }],
  ["read", { run: read, usage: readUsage }],
  ["context", { run: context, usage: contextUsage }],
  ["dosage", { run: dosage, usage: dosageUsage }],
  ["score", { run: score, usage: scoreUsage }],
]);

const usage = `leydig: reads clinical notes on hormone therapy and says what they leave out.

${[...commands.values()].map((command) => command.usage).join("\n\n")}

  leydig --help, leydig COMMAND --help, leydig --version
`;

function run(args: readonly string[]): number {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    print(usage);
    return 0;
  }
  if (name === "--version") {
    print(`${LEYDIG_VERSION}\n`);
    return 0;
  }
  const command = commands.get(name ?? "");
  if (!command) {
    process.stderr.write(`${name === undefined ? "No command given." : `Unknown command "${name}".`}\n\n${usage}`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    print(`${command.usage}\n`);
    return 0;
  }
  try {
    return command.run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${command.usage}\n`);
    return 2;
  }
}

process.exitCode = run(process.argv.slice(2));

/** `leydig`: the command-line tool. Reads its arguments, hands over to a command, sets the exit code. */
import { check, checkUsage } from "./check.ts";
import { UsageError } from "./usage.ts";

const commands: Readonly<Record<string, (args: readonly string[]) => number>> = { check };

const usage = `leydig: reads clinical notes on hormone therapy and says what they leave out.

${checkUsage}

  leydig --help
`;

function run(args: readonly string[]): number {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(usage);
    return 0;
  }
  const command = name === undefined ? undefined : commands[name];
  if (!command) {
    process.stderr.write(`${name === undefined ? "No command given." : `Unknown command "${name}".`}\n\n${usage}`);
    return 2;
  }
  try {
    return command(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
}

process.exitCode = run(process.argv.slice(2));

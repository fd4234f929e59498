/** Thrown when the arguments make no sense; the tool prints the message and how it is used, and exits 2. */
export class UsageError extends Error {}

declare global {
  /** The version in package.json; the bundler puts it in. */
  const LEYDIG_VERSION: string;
}

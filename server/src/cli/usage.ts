/** Thrown when the arguments make no sense; the tool prints the message and how it is used, and exits 2. */
export class UsageError extends Error {}

export interface GeneratedFile {
  /** Path from the repository's root. */
  readonly path: string;
  readonly text: string;
}

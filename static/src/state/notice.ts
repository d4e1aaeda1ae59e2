// Status-line message about links and stored drafts.

export interface Notice {
  readonly text: string;
  /** Texts that the reader typed before and can bring back. */
  readonly offers: readonly string[];
}

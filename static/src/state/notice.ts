// Status-line message about links and stored drafts.

export interface Notice {
  readonly text: string;
  /** An earlier draft that the user can restore; null if none is offered. */
  readonly offer: string | null;
}

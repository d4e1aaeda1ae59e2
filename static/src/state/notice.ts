// What the page has to say about links and kept texts, in the status line.

export interface Notice {
  readonly text: string;
  /** An earlier text of the reader's, to be brought back; null where none is offered. */
  readonly offer: string | null;
}

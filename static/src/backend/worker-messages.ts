// What the page and its two workers say to each other.

/** Everything that the Python worker needs, since it has no network of its own. */
export interface PythonBoot {
  /** Where pyodide.mjs and its neighbours are: code is imported from there, data is not fetched. */
  readonly indexURL: string;
  readonly wasm: ArrayBuffer;
  readonly stdlib: ArrayBuffer;
  readonly engine: ArrayBuffer;
}

export interface PythonRequest {
  readonly id: number;
  /** JSON text for the engine's door. */
  readonly request: string;
}

export type ToPython = { readonly boot: PythonBoot } | PythonRequest;

export type FromPython =
  /** Whoever hears it boots the worker. */
  | { readonly wanted: true }
  /** Another page that shares the worker boots it. */
  | { readonly waiting: true }
  | { readonly ready: true }
  /** The boot came to nothing; the worker is of no use. */
  | { readonly failed: string }
  | { readonly id: number; readonly reply: string }
  /** The engine raised an exception, which it should not; the interpreter is whole. */
  | { readonly id: number; readonly raised: string }
  /** The interpreter broke under this request: it answers nothing any more. */
  | { readonly id: number; readonly fatal: string };

export interface ToLayout {
  readonly id: number;
  readonly dot: string;
}

export type FromLayout =
  | { readonly ready: true }
  /** Graphviz itself could not be started. */
  | { readonly failed: string }
  | { readonly id: number; readonly svg: string }
  | { readonly id: number; readonly error: string };

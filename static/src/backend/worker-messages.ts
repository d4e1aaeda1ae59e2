// Message types of the Python worker and the layout worker.

/** All files of the Python worker, which has no network access. */
export interface PythonBoot {
  /** URL of the folder of pyodide.mjs: code is imported from there, data is not fetched. */
  readonly indexURL: string;
  readonly wasm: ArrayBuffer;
  readonly stdlib: ArrayBuffer;
  readonly engine: ArrayBuffer;
}

export interface PythonRequest {
  readonly id: number;
  /** JSON text for the engine API. */
  readonly request: string;
}

export type ToPython = { readonly boot: PythonBoot } | PythonRequest;

export type PythonNotice =
  /** The worker needs its files: the client that receives this sends them. */
  | { readonly wanted: true }
  /** Another page that shares the worker is booting it. */
  | { readonly waiting: true }
  | { readonly ready: true }
  /** The boot failed; the worker is unusable. */
  | { readonly failed: string };

export type PythonReply =
  | { readonly id: number; readonly reply: string }
  /** The engine raised an exception, which is a bug; the interpreter still works. */
  | { readonly id: number; readonly raised: string }
  /** The interpreter crashed on this request and no longer answers. */
  | { readonly id: number; readonly fatal: string };

export type FromPython = PythonNotice | PythonReply;

export interface ToLayout {
  readonly id: number;
  readonly dot: string;
}

export type LayoutNotice =
  | { readonly ready: true }
  /** Graphviz could not be started. */
  | { readonly failed: string };

export type LayoutReply =
  | { readonly id: number; readonly svg: string }
  | { readonly id: number; readonly error: string };

export type FromLayout = LayoutNotice | LayoutReply;

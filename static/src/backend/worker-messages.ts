// Message types of the Python worker, the notebook's worker and the layout worker.

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

export interface NotebookBoot extends PythonBoot {
  /** Archive of the kernel. */
  readonly notebook: ArrayBuffer;
  /** Memory of the interrupt signal, where the page may share memory with its workers. */
  readonly signal: SharedArrayBuffer | null;
}

export interface KernelRequest {
  readonly id: number;
  /** JSON text for the kernel. */
  readonly request: string;
  /** Comes back with each output of the request. */
  readonly run: number;
}

export type ToKernel = { readonly boot: NotebookBoot } | { readonly interrupt: true } | KernelRequest;

export type KernelNotice =
  /** `interruptible`: the worker receives messages while a cell runs. */
  | { readonly ready: true; readonly interruptible: boolean }
  | { readonly failed: string }
  /** JSON text of an output of the request with this number. */
  | { readonly output: string; readonly run: number };

export type FromKernel = KernelNotice | PythonReply;

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

// Worker of the notebook: Pyodide with the kernel, without network and storage. A reader's own Python runs here.

import type { FromKernel, KernelRequest, NotebookBoot, ToKernel } from "../backend/worker-messages.js";
import { closeScope } from "./closed-scope.js";
import { HOME, loadOffline } from "./pyodide-offline.js";

interface Kernel {
  handle_json(request: string, emit: (output: string) => void): string;
  catch_signals(): void;
}

interface KernelModule {
  readonly Kernel: (folder: string, setStack: (bytes: number) => void) => Kernel;
  folder(): string;
}

/** Pyodide's access to its compiled functions. */
interface Compiled {
  stackSave(): number;
  _PyThreadState_Get(): number;
  _PyUnstable_ThreadState_SetStackProtection(thread: number, start: number, size: number): number;
}

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = scope.postMessage.bind(scope) as (message: FromKernel) => void;
let kernel: Kernel | null = null;

async function boot(files: NotebookBoot): Promise<Kernel> {
  const pyodide = await loadOffline(files);
  pyodide.unpackArchive(files.engine, "zip", { extractDir: HOME });
  pyodide.unpackArchive(files.notebook, "zip", { extractDir: HOME });
  const module = pyodide.pyimport("autograd_playground.engine.notebook.kernel") as unknown as KernelModule;
  const compiled = (pyodide as unknown as { readonly _module: Compiled })._module;
  // Python's stack grows downwards from here.
  const top = compiled.stackSave();
  const thread = compiled._PyThreadState_Get();
  const made = module.Kernel(module.folder(), (bytes) => {
    const failed = compiled._PyUnstable_ThreadState_SetStackProtection(thread, top - bytes, bytes);
    if (failed) throw new Error("Python's stack could not be bounded");
  });
  if (files.signal) {
    pyodide.setInterruptBuffer(new Uint8Array(files.signal));
    made.catch_signals();
  }
  closeScope();
  return made;
}

function answer({ id, request, run }: KernelRequest): FromKernel {
  try {
    if (!kernel) throw new Error("asked before it was ready");
    return { id, reply: kernel.handle_json(request, (output) => post({ output, run })) };
  } catch (error) {
    // The kernel returns a reader's exceptions as messages. A Python exception is a bug in the kernel; any other error
    // is a crashed interpreter.
    const raised = error instanceof Error && error.name === "PythonError";
    return raised ? { id, raised: error.message.trim().split("\n").at(-1)! } : { id, fatal: String(error) };
  }
}

scope.onmessage = async ({ data }: MessageEvent<ToKernel>) => {
  if ("id" in data) return post(answer(data));
  if (!("boot" in data)) return;
  try {
    kernel = await boot(data.boot);
    post({ ready: true, interruptible: false });
  } catch (error) {
    post({ failed: String(error) });
  }
};

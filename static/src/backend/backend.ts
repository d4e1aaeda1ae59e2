// Clients of the engine API, over HTTP or through the Python worker. Both exchange the same JSON text, so only the
// transport differs.

import { homeUrl } from "../lib/dom/site.js";
import type {
  Check,
  Compiled,
  Drawing,
  Export,
  ExportParams,
  Line,
  LineParams,
  Nudge,
  NudgeParams,
  Result,
  Surface,
  SurfaceParams,
  Trace,
  TraceMethodParams,
  TraceParams,
} from "../trace/contract.js";
import { readCheck, readDrawing, readExport, readFault, readTrace } from "../trace/decode.js";
import { readCompiled } from "../trace/decode-compiled.js";
import { readLine, readNudge, readSurface } from "../trace/decode-queries.js";
import type { BackendId } from "./backend-id.js";
import { abortError, failure } from "./errors.js";
import type { PyodideClient } from "./pyodide-client.js";

export type Method =
  | "trace"
  | "check"
  | "draw"
  | "export"
  | "plot"
  | "nudge"
  | "compile"
  | "lab"
  | "lab_code"
  | "lab_sample";

/** Calls resolve to a value or a fault; they reject only with an AbortError, when their signal is aborted. */
export abstract class Backend {
  abstract readonly id: BackendId;

  /** The reply as JSON text. */
  abstract send(method: Method, params: object, signal: AbortSignal | null): Promise<Result<string>>;

  trace(params: TraceMethodParams, signal: AbortSignal | null = null): Promise<Result<Trace>> {
    return this.request("trace", params, signal, readTrace);
  }

  check(params: TraceParams, signal: AbortSignal | null = null): Promise<Result<Check>> {
    return this.request("check", params, signal, readCheck);
  }

  draw(params: TraceParams, signal: AbortSignal | null = null): Promise<Result<Drawing>> {
    return this.request("draw", params, signal, readDrawing);
  }

  export(params: ExportParams, signal: AbortSignal | null = null): Promise<Result<Export>> {
    return this.request("export", params, signal, readExport);
  }

  line(params: LineParams, signal: AbortSignal | null = null): Promise<Result<Line>> {
    return this.request("plot", params, signal, readLine);
  }

  surface(params: SurfaceParams, signal: AbortSignal | null = null): Promise<Result<Surface>> {
    return this.request("plot", params, signal, readSurface);
  }

  nudge(params: NudgeParams, signal: AbortSignal | null = null): Promise<Result<Nudge>> {
    return this.request("nudge", params, signal, readNudge);
  }

  compile(params: TraceParams, signal: AbortSignal | null = null): Promise<Result<Compiled>> {
    return this.request("compile", params, signal, readCompiled);
  }

  /** Sends a request and decodes the reply with `read`. */
  async request<T>(
    method: Method,
    params: object,
    signal: AbortSignal | null,
    read: (json: unknown) => T,
  ): Promise<Result<T>> {
    const reply = await this.send(method, params, signal);
    return reply.ok ? decodeReply(reply.value, read) : reply;
  }
}

export class ServerBackend extends Backend {
  readonly id = "server";
  readonly #api: string;

  /** `api` is relative to the playground's base URL, which may have any path. */
  constructor(api = "api/") {
    super();
    this.#api = api;
  }

  async send(method: Method, params: object, signal: AbortSignal | null): Promise<Result<string>> {
    try {
      const response = await fetch(new URL(this.#api + method, homeUrl()), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(params),
        signal,
      });
      return { ok: true, value: await response.text() };
    } catch {
      if (signal?.aborted) throw abortError();
      return failure("The server does not answer.", "Your text is kept. Try again, or run it in the browser.");
    }
  }
}

export class BrowserBackend extends Backend {
  readonly id = "browser";
  readonly client: PyodideClient;

  constructor(host: PyodideClient) {
    super();
    this.client = host;
  }

  send(method: Method, params: object, signal: AbortSignal | null): Promise<Result<string>> {
    return this.client.call(JSON.stringify({ method, params }), signal);
  }
}

function decodeReply<T>(text: string, read: (json: unknown) => T): Result<T> {
  try {
    const json: unknown = JSON.parse(text);
    const fault = readFault(json);
    return fault ? { ok: false, error: fault } : { ok: true, value: read(json) };
  } catch (error) {
    return failure(`The answer is not one that this page understands (${String(error)}).`, "Reload the page.");
  }
}

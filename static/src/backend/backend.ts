// Clients of the engine API, over HTTP or through the Python worker. Both exchange the same JSON text, so only the
// transport differs.

import { homeUrl } from "../lib/dom/site.js";
import type { Method, Methods, Result } from "../trace/contract.js";
import { decodeFault, decodeReply } from "../trace/decode.js";
import type { BackendId } from "./backend-id.js";
import { abortError, failure } from "./errors.js";
import type { PyodideClient } from "./pyodide-client.js";

/** Calls resolve to a value or a fault; they reject only with an AbortError, when their signal is aborted. */
export abstract class Backend {
  abstract readonly id: BackendId;

  /** The reply as JSON text. */
  abstract send(method: Method, params: object, signal: AbortSignal | null): Promise<Result<string>>;

  /** The decoded reply of a method. */
  async call<M extends Method>(
    method: M,
    params: Methods[M]["params"],
    signal: AbortSignal | null = null,
  ): Promise<Result<Methods[M]["reply"]>> {
    const reply = await this.send(method, params, signal);
    return reply.ok ? decode(method, reply.value) : reply;
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

function decode<M extends Method>(method: M, text: string): Result<Methods[M]["reply"]> {
  try {
    const json: unknown = JSON.parse(text);
    const fault = decodeFault(json);
    return fault ? { ok: false, error: fault } : { ok: true, value: decodeReply(method, json) };
  } catch (error) {
    return failure(`The answer is not one that this page understands (${String(error)}).`, "Reload the page.");
  }
}

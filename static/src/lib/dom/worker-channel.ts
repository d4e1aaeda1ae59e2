// Worker ports, dedicated or shared. In a sandboxed frame the page has an opaque origin: there a worker cannot be
// opened by its URL, but a blob script may import it.

/** The page's end of the connection to a dedicated or shared worker. */
export interface WorkerPort<Message> {
  send(message: Message, transfer?: Transferable[]): void;
  /** Terminates a dedicated worker, or disconnects from a shared one. */
  close(): void;
}

export interface PortListener<Message> {
  message(message: Message): void;
  failed(reason: string): void;
}

/** Opens a port to a worker; `generation` counts the workers opened one after another. */
export type PortFactory = <To, From>(url: string, listener: PortListener<From>, generation: number) => WorkerPort<To>;

export const dedicatedPort: PortFactory = (url, listener) => {
  const worker = openWorker(url);
  worker.onmessage = ({ data }) => listener.message(data);
  worker.onerror = ({ message }) => listener.failed(message || "its script could not be run");
  return { send: (message, transfer = []) => worker.postMessage(message, transfer), close: () => worker.terminate() };
};

/**
 * One worker for all of the site's pages in the same process group, or a dedicated one where sharing is not possible.
 */
export const sharedPort: PortFactory = (url, listener, generation) => {
  if (typeof SharedWorker === "undefined" || !isSameOrigin(url)) return dedicatedPort(url, listener, generation);
  // A broken or busy worker cannot be terminated for every page: another name starts another worker.
  const shared = new SharedWorker(url, { type: "module", name: `turn ${generation}` });
  const { port } = shared;
  port.onmessage = ({ data }) => listener.message(data);
  shared.onerror = () => listener.failed("its script could not be run");
  return { send: (message, transfer = []) => port.postMessage(message, transfer), close: () => port.close() };
};

function openWorker(url: string): Worker {
  return isSameOrigin(url) ? new Worker(url, { type: "module" }) : new Worker(URL.createObjectURL(importScript(url)));
}

function isSameOrigin(url: string): boolean {
  return new URL(url).origin === self.origin;
}

/** Messages that arrive before the worker's own script has loaded are queued for it. */
function importScript(url: string): Blob {
  const script = `const early = [];
    onmessage = (event) => early.push(event);
    import(${JSON.stringify(url)}).then(
      () => early.forEach((event) => onmessage(event)),
      (error) => setTimeout(() => { throw error; }),
    );`;
  return new Blob([script], { type: "text/javascript" });
}

// Opens the page's workers. In a frame that its host has put into a sandbox the page is of no origin: there no worker can be
// opened by its address, but a script made on the spot may import it.

/** What the page has of a worker of its own, or of one that it shares. */
export interface WorkerPort<Message> {
  send(message: Message, transfer?: Transferable[]): void;
  /** End the worker, or leave the one that is shared. */
  close(): void;
}

export interface PortListener<Message> {
  message(message: Message): void;
  failed(words: string): void;
}

/** Opens lines to one worker after another; `turn` counts them. */
export type PortFactory = <To, From>(url: string, heard: PortListener<From>, turn: number) => WorkerPort<To>;

export const dedicatedPort: PortFactory = (url, heard) => {
  const worker = openWorker(url);
  worker.onmessage = ({ data }) => heard.message(data);
  worker.onerror = ({ message }) => heard.failed(message || "its script could not be run");
  return { send: (message, transfer = []) => worker.postMessage(message, transfer), close: () => worker.terminate() };
};

/** All pages of this site that the browser keeps together have one worker, or each its own where that cannot be. */
export const sharedPort: PortFactory = (url, heard, turn) => {
  if (typeof SharedWorker === "undefined" || !isOwn(url)) return dedicatedPort(url, heard, turn);
  // A worker that broke, or that runs on, cannot be ended for everybody: another name makes another one.
  const shared = new SharedWorker(url, { type: "module", name: `turn ${turn}` });
  const { port } = shared;
  port.onmessage = ({ data }) => heard.message(data);
  shared.onerror = () => heard.failed("its script could not be run");
  return { send: (message, transfer = []) => port.postMessage(message, transfer), close: () => port.close() };
};

export function openWorker(url: string): Worker {
  return isOwn(url) ? new Worker(url, { type: "module" }) : new Worker(URL.createObjectURL(importing(url)));
}

function isOwn(url: string): boolean {
  return new URL(url).origin === self.origin;
}

/** Messages that come before the worker's own script are kept for it. */
function importing(url: string): Blob {
  const script = `const early = [];
    onmessage = (event) => early.push(event);
    import(${JSON.stringify(url)}).then(() => early.forEach((event) => onmessage(event)), (error) => setTimeout(() => { throw error; }));`;
  return new Blob([script], { type: "text/javascript" });
}

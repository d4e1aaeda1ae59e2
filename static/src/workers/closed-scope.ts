// Removal of network, storage and code from text from a worker's scope, before a reader's code runs in it. On a server
// the worker's policy forbids the same; a static site sends no policy, and a page's own does not reach its workers.

const NETWORK = [
  "fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "importScripts",
  "BroadcastChannel", "Worker", "SharedWorker", "fetchLater", "Notification", "PushManager",
]; // biome-ignore format: a list
/** The worker's own messages and end; what it uses of them itself, it has taken before. */
const OF_WORKER = ["close", "postMessage", "onmessage", "onmessageerror", "dispatchEvent"];
const STORAGE = ["indexedDB", "caches", "cookieStore", "webkitRequestFileSystem", "webkitRequestFileSystemSync"];
const OF_NAVIGATOR = ["storage", "storageBuckets", "serviceWorker", "sendBeacon", "locks", "connection", "usb", "hid"];

function noCode(): never {
  throw new EvalError("A text is not run as code in here.");
}

/** From now on the scope has none of these, and no text becomes code, which could import a module by its address. */
export function closeScope(): void {
  for (const name of [...NETWORK, ...STORAGE, ...OF_WORKER]) remove(self, name);
  for (const name of OF_NAVIGATOR) remove(navigator, name);
  remove(self, "eval");
  const kinds = [() => 0, async () => 0, function* () {}, async function* () {}].map(Object.getPrototypeOf);
  for (const prototype of kinds) Object.defineProperty(prototype, "constructor", { value: noCode });
  // Pyodide asks whether something is an instance of it.
  noCode.prototype = Function.prototype;
  Object.defineProperty(self, "Function", { value: noCode, writable: false, configurable: false });
  for (const name of ["setTimeout", "setInterval"] as const) {
    const timer = self[name] as (handler: TimerHandler, ...rest: unknown[]) => number;
    const functionsOnly = (handler: TimerHandler, ...rest: unknown[]): number => {
      if (typeof handler !== "function") noCode();
      return timer.call(self, handler, ...rest);
    };
    Object.defineProperty(self, name, { value: functionsOnly, writable: false, configurable: false });
  }
}

/** Removes a property from an object and from all its prototypes, and lets nothing take its place. */
function remove(owner: object, name: string): void {
  for (let holder: object | null = owner; holder; holder = Object.getPrototypeOf(holder)) {
    if (Object.hasOwn(holder, name)) Reflect.deleteProperty(holder, name);
  }
  Object.defineProperty(owner, name, { value: undefined, writable: false, configurable: false });
}

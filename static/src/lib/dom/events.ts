// Typed custom events: a pair of functions for a map from the events' names to their details.

/** Adds a listener for the detail of an event. */
type On<Events> = <Name extends keyof Events & string>(name: Name, handle: (detail: Events[Name]) => void) => void;

interface EventPair<Events> {
  readonly emit: <Name extends keyof Events & string>(target: EventTarget, name: Name, detail: Events[Name]) => void;
  /** A function that adds listeners to `target`: `const on = listen(this)`, then `on("move", ({ move }) => ...)`. */
  readonly listen: (target: EventTarget, options?: AddEventListenerOptions) => On<Events>;
}

export function eventPair<Events>(): EventPair<Events> {
  return {
    emit: (target, name, detail) =>
      target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })),
    listen:
      (target, options = {}) =>
      (name, handle) =>
        target.addEventListener(name, (event) => handle((event as CustomEvent).detail), options),
  };
}

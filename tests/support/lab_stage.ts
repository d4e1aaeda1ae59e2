// Test fixture for the lab's drawings: mounts an element, dispatches events, and reads pixels.

import type { LitElement } from "lit";

/** Mounts the element with this size in CSS pixels, and waits until it is drawn; `prepare` sets its content. */
export async function mount<E extends LitElement>(
  element: E,
  width: number,
  height: number,
  prepare: () => void,
): Promise<E> {
  document.documentElement.dataset["look"] = "light";
  element.style.inlineSize = `${width}px`;
  element.style.blockSize = `${height}px`;
  document.body.replaceChildren(element);
  await settled(element);
  prepare();
  await settled(element);
  return element;
}

/**
 * Waits for the update, until the canvas has the size of its box (a busy browser takes many frames), and the update
 * with that size.
 */
export async function settled(element: LitElement): Promise<void> {
  await element.updateComplete;
  await until(() => hasSize(canvasOf(element)));
  for (let frame = 0; frame < 3; frame += 1) {
    await element.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

function hasSize(canvas: HTMLCanvasElement | null): boolean {
  if (!canvas) return true;
  const { width, height } = canvas.getBoundingClientRect();
  return (
    canvas.width === Math.round(width * devicePixelRatio) && canvas.height === Math.round(height * devicePixelRatio)
  );
}

export function canvasOf(element: Element): HTMLCanvasElement {
  return element.querySelector<HTMLCanvasElement>(".lab-canvas")!;
}

/** Red, green, blue, alpha at a position of the canvas, in CSS pixels. */
export function pixel(element: Element, x: number, y: number): readonly number[] {
  const canvas = canvasOf(element);
  const density = canvas.width / canvas.clientWidth;
  return [...canvas.getContext("2d")!.getImageData(Math.floor(x * density), Math.floor(y * density), 1, 1).data];
}

/** Number of the canvas's pixels that match. */
export function countPixels(
  element: Element,
  matches: (red: number, green: number, blue: number, alpha: number) => boolean,
): number {
  const canvas = canvasOf(element);
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let k = 0; k < data.length; k += 4) if (matches(data[k]!, data[k + 1]!, data[k + 2]!, data[k + 3]!)) count += 1;
  return count;
}

/** Details of the events with this name that the element dispatches during `run`. */
export function eventsDuring<Detail>(element: Element, name: string, run: () => void): Detail[] {
  const details: Detail[] = [];
  const listen = (event: Event): void => {
    details.push((event as CustomEvent<Detail>).detail);
  };
  element.addEventListener(name, listen);
  run();
  element.removeEventListener(name, listen);
  return details;
}

export function press(target: Element, key: string, init: KeyboardEventInit = {}): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init }));
}

/** Dispatches a pointer event at a position in CSS pixels from the element's upper left corner. */
export function point(target: Element, type: string, x: number, y: number, init: PointerEventInit = {}): void {
  const { left, top } = target.getBoundingClientRect();
  target.dispatchEvent(
    new PointerEvent(type, { clientX: left + x, clientY: top + y, bubbles: true, cancelable: true, ...init }),
  );
}

/** Waits for a condition, at most 1000 frames, which are far more than any debounced update needs. */
export async function until(condition: () => boolean): Promise<void> {
  for (let frame = 0; !condition(); frame += 1) {
    if (frame === 1000) throw new Error(`not true after 1000 frames: ${String(condition)}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

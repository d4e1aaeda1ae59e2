// A place for one of the lab's drawings, and what a test asks of its pixels.

import type { LitElement } from "lit";

/** The element of this size in pixels, drawn; `prepare` sets what it shows. */
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
  await drawn(element);
  prepare();
  await drawn(element);
  return element;
}

/** Its update, the frame in which it learns its size, and the update with that. */
export async function drawn(element: LitElement): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await element.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

export function canvasOf(element: Element): HTMLCanvasElement {
  return element.querySelector<HTMLCanvasElement>(".lab-canvas")!;
}

/** Red, green, blue, alpha at this place of the canvas, in pixels of CSS. */
export function pixel(element: Element, x: number, y: number): readonly number[] {
  const canvas = canvasOf(element);
  const density = canvas.width / canvas.clientWidth;
  return [...canvas.getContext("2d")!.getImageData(Math.floor(x * density), Math.floor(y * density), 1, 1).data];
}

/** How many pixels of the canvas the colour fits. */
export function count(
  element: Element,
  fits: (red: number, green: number, blue: number, alpha: number) => boolean,
): number {
  const canvas = canvasOf(element);
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  let found = 0;
  for (let k = 0; k < data.length; k += 4) if (fits(data[k]!, data[k + 1]!, data[k + 2]!, data[k + 3]!)) found += 1;
  return found;
}

/** What the element tells of this name while `act` goes on. */
export function told<Detail>(element: Element, name: string, act: () => void): Detail[] {
  const heard: Detail[] = [];
  const listen = (event: Event): void => {
    heard.push((event as CustomEvent<Detail>).detail);
  };
  element.addEventListener(name, listen);
  act();
  element.removeEventListener(name, listen);
  return heard;
}

export function press(target: Element, key: string, more: KeyboardEventInit = {}): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

/** A pointer's event at this place of the element, in pixels from its upper left corner. */
export function point(target: Element, type: string, x: number, y: number, more: PointerEventInit = {}): void {
  const { left, top } = target.getBoundingClientRect();
  target.dispatchEvent(
    new PointerEvent(type, { clientX: left + x, clientY: top + y, bubbles: true, cancelable: true, ...more }),
  );
}

/** Waits, but not for ever: a thousand frames are far more than any rest of a drawing. */
export async function until(holds: () => boolean): Promise<void> {
  for (let frame = 0; !holds(); frame += 1) {
    if (frame === 1000) throw new Error("what is waited for does not come");
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

// Touch on a slider: a finger that scrolls past leaves the value alone. The slider follows a finger that goes to the
// side, and a tap. The slider needs touch-action: pan-y.

/** The way to the side from which on a finger moves the slider. */
const THRESHOLD = 8; // pixels

interface Touch {
  readonly x: number;
  readonly y: number;
  /** The slider's value before the finger came down. */
  readonly before: string;
  /** The value under the finger, which counts if it is lifted again without going anywhere. */
  tapped: string | null;
  sliding: boolean;
}

const touches = new WeakMap<EventTarget, Touch>();

export function onPointerdown(event: PointerEvent): void {
  const slider = event.currentTarget as HTMLInputElement;
  if (event.pointerType !== "touch") touches.delete(slider);
  else touches.set(slider, { x: event.clientX, y: event.clientY, before: slider.value, tapped: null, sliding: false });
}

export function onPointermove(event: PointerEvent): void {
  const touch = touches.get(event.currentTarget!);
  if (!touch) return;
  const [dx, dy] = [Math.abs(event.clientX - touch.x), Math.abs(event.clientY - touch.y)];
  if (dx >= THRESHOLD && dx > dy) touch.sliding = true;
}

/** The browser scrolls with this finger. */
export function onPointercancel(event: PointerEvent): void {
  const slider = event.currentTarget as HTMLInputElement;
  const touch = touches.get(slider);
  touches.delete(slider);
  if (touch && !touch.sliding) slider.value = touch.before;
}

/** Whether the slider's input is that of a finger that may still scroll: its value is then as before. */
export function isHeld(slider: HTMLInputElement): boolean {
  const touch = touches.get(slider);
  if (!touch || touch.sliding) return false;
  touch.tapped = slider.value;
  slider.value = touch.before;
  return true;
}

/** Ends a touch; calls `move` if it was a tap, with the slider at the value that was tapped. */
export function onPointerup(event: PointerEvent, move: () => void): void {
  const slider = event.currentTarget as HTMLInputElement;
  const touch = touches.get(slider);
  touches.delete(slider);
  if (!touch || touch.sliding || touch.tapped === null) return;
  slider.value = touch.tapped;
  move();
}

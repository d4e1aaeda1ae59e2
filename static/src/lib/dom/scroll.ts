// Scrolling of one container, and none of its ancestors, until an element in it is visible.

/** Measures after the frame is painted: measuring earlier would force a second layout in every step. */
export function scrollIntoView(scroller: Element, element: Element): void {
  requestAnimationFrame(() => setTimeout(() => scroll(scroller, element)));
}

function scroll(scroller: Element, element: Element): void {
  if (!element.isConnected || scroller.scrollHeight <= scroller.clientHeight) return;
  const frame = scroller.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  if (box.top < frame.top) scroller.scrollTop += box.top - frame.top;
  else if (box.bottom > frame.bottom) scroller.scrollTop += box.bottom - frame.bottom;
}

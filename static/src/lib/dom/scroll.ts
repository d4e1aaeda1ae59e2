// Scrolls one scroller, and nothing around it, until an element in it can be seen.

/** Measured after the frame is drawn: to measure before would make the browser lay the page out once more in every step. */
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

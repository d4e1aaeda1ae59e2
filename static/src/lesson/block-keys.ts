// Keys of a lesson's blocks. While nothing has the focus, the arrows step the block that is in view; Space plays the
// block that was stepped so, and else scrolls the page, as readers expect.

/** The methods of <autograd-playground> (static/src/element.ts). */
interface Block extends HTMLElement {
  step(by: number): Promise<unknown>;
  play(): Promise<unknown>;
  pause(): Promise<unknown>;
}

/** The part of a block, or of the window if that is lower, that is seen at least. */
const IN_VIEW = 0.6;

export function addBlockKeys(): void {
  let stepped: Block | null = null;
  let playing = false;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (document.activeElement && document.activeElement !== document.body) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const block = by || event.key === " " ? blockInView() : null;
    if (!block || (!by && block !== stepped)) return;
    event.preventDefault();
    stepped = block;
    playing = !by && !playing;
    if (by) void block.step(by);
    else void (playing ? block.play() : block.pause());
  });
  // A block that has come to its end plays no longer. Its events do not bubble.
  const onStep = ({ target, detail }: CustomEvent<{ step: number; steps: number }>): void => {
    if (target === stepped && detail.step === detail.steps) playing = false;
  };
  document.addEventListener("step", (event) => onStep(event as Parameters<typeof onStep>[0]), { capture: true });
}

/** The block of which most is seen; null if none is seen well. */
function blockInView(): Block | null {
  const seen = [...document.querySelectorAll<Block>("autograd-playground:defined")].map((block) => {
    const { top, bottom, height } = block.getBoundingClientRect();
    const visible = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return { block, part: visible / Math.min(height, innerHeight) };
  });
  const best = seen.toSorted((a, b) => b.part - a.part)[0];
  return best && best.part >= IN_VIEW ? best.block : null;
}

// Check of canvas read-back: some browsers change the pixels that a page reads, so that sites cannot recognise them.

const SIDE = 64; // pixels: a few changed pixels among so many are found
const COLOUR = [213, 94, 0, 255] as const;

let truthful: boolean | null = null;

/** Whether this browser gives back what was drawn; checked once. */
export function isReadBackTruthful(): boolean {
  truthful ??= readsWhatItDraws();
  return truthful;
}

function readsWhatItDraws(): boolean {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return false;
  context.fillStyle = `rgb(${COLOUR.slice(0, 3).join(" ")})`;
  context.fillRect(0, 0, SIDE, SIDE);
  return context.getImageData(0, 0, SIDE, SIDE).data.every((channel, i) => channel === COLOUR[i % 4]);
}

// Rasterises an SVG on a canvas, and encodes it as PNG.

import { isReadBackTruthful } from "../lib/dom/canvas-readback.js";
import { ExportError } from "./export-error.js";
import { svgText } from "./svg.js";

/** Pixels for each unit of the drawing; 2 keeps it sharp when it is enlarged. */
const SCALE = 2;
// Limits of browsers, in pixels.
const MAX_SIDE = 16_000;
const MAX_AREA = 100_000_000;

/** The decoded picture, ready to be drawn on a canvas. */
export async function imageOf(picture: SVGSVGElement): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svgText(picture)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Throws an ExportError if the browser changes the pixels that are read from a canvas. */
export function requireReadBack(): void {
  if (isReadBackTruthful()) return;
  throw new ExportError(
    "This browser changes the pixels that a page reads from a canvas, so the picture would be wrong. " +
      "Save the SVG instead, or allow canvas access for this site.",
  );
}

/** Scaled down where the canvas would exceed the limits; rejects if the browser still refuses it. */
export async function pngOf(picture: SVGSVGElement): Promise<Blob> {
  requireReadBack();
  const image = await imageOf(picture);
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  const scale = Math.min(SCALE, MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_AREA / (width * height)));
  const { canvas, context } = canvasOf(Math.round(width * scale), Math.round(height * scale));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error(`this browser gives no canvas of ${canvas.width} by ${canvas.height} pixels`);
  return blob;
}

export function canvasOf(
  width: number,
  height: number,
): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser gives no canvas to draw on");
  return { canvas, context };
}

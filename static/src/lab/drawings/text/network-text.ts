// The network in words.

import { plain } from "../../../lib/format.js";
import { parameterName } from "../../settings/parameter-name.js";
import type { NetworkShow } from "../contract.js";
import { parameterAt } from "../network-layout.js";
import type { Pointed } from "../network-painter.js";

/** A parameter with its two numbers, such as "L0N2.w1 = 0.1234, grad −0.0021". */
export function parameterWords(
  sizes: readonly number[],
  index: number,
  parameters: Float64Array,
  gradients: Float64Array,
): string {
  return `${parameterName(sizes, index)} = ${plain(parameters[index]!)}, grad ${plain(gradients[index]!)}`;
}

export function indexOf(sizes: readonly number[], { layer, neuron, input }: Pointed): number {
  return parameterAt(sizes, { layer, neuron, input: input ?? sizes[layer]! });
}

/** A neuron for those who walk over them by keys. */
export function neuronWords(
  sizes: readonly number[],
  layer: number,
  neuron: number,
  parameters: Float64Array,
  gradients: Float64Array,
): string {
  const place =
    layer + 2 === sizes.length ? "the score" : `layer ${layer + 1}, neuron ${neuron + 1} of ${sizes[layer + 1]}`;
  const first = parameterAt(sizes, { layer, neuron, input: 0 });
  const inputs = sizes[layer]!;
  let widest = first;
  for (let index = first; index < first + inputs; index += 1)
    if (Math.abs(parameters[index]!) > Math.abs(parameters[widest]!)) widest = index;
  const words = (index: number): string => parameterWords(sizes, index, parameters, gradients);
  return `${place}: ${words(first + inputs)}; the largest of ${inputs} weights: ${words(widest)}`;
}

export function networkWords(sizes: readonly number[], step: number, numbers: Float64Array, show: NetworkShow): string {
  const [inputs, ...widths] = sizes;
  const hidden = widths.length > 1 ? `layers of ${widths.slice(0, -1).join(", ")} neurons, ` : "";
  let most = 0;
  let place = 0;
  numbers.forEach((number, index) => {
    if (Math.abs(number) > most) [most, place] = [Math.abs(number), index];
  });
  const largest = most > 0 ? ` The largest is ${plain(numbers[place]!)}, of ${parameterName(sizes, place)}.` : "";
  return `Network of ${inputs} inputs, ${hidden}1 output: ${numbers.length} ${show === "weights" ? "parameters" : "gradients"} at step ${step}.${largest}`;
}

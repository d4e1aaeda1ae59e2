// Text descriptions of the network.

import { plain } from "../../../lib/format.js";
import { parameterName } from "../../settings/parameter-name.js";
import type { NetworkQuantity } from "../contract.js";
import { parameterIndex } from "../network-layout.js";
import type { NetworkPart } from "../network-painter.js";

/** A parameter with its two numbers, such as "L0N2.w1 = 0.1234, grad −0.0021". */
export function describeParameter(
  sizes: readonly number[],
  index: number,
  parameters: Float64Array,
  gradients: Float64Array,
): string {
  return `${parameterName(sizes, index)} = ${plain(parameters[index]!)}, grad ${plain(gradients[index]!)}`;
}

/** Index of the highlighted weight, or of the neuron's bias. */
export function parameterIndexOf(sizes: readonly number[], { layer, neuron, input }: NetworkPart): number {
  return parameterIndex(sizes, { layer, neuron, input: input ?? sizes[layer]! });
}

/** Label of a neuron: its position, its bias, and its largest weight. */
export function describeNeuron(
  sizes: readonly number[],
  layer: number,
  neuron: number,
  parameters: Float64Array,
  gradients: Float64Array,
): string {
  const position =
    layer + 2 === sizes.length ? "the score" : `layer ${layer + 1}, neuron ${neuron + 1} of ${sizes[layer + 1]}`;
  const first = parameterIndex(sizes, { layer, neuron, input: 0 });
  const inputs = sizes[layer]!;
  let largest = first;
  for (let index = first; index < first + inputs; index += 1)
    if (Math.abs(parameters[index]!) > Math.abs(parameters[largest]!)) largest = index;
  const describe = (index: number): string => describeParameter(sizes, index, parameters, gradients);
  return `${position}: ${describe(first + inputs)}; the largest of ${inputs} weights: ${describe(largest)}`;
}

export function describeNetwork(
  sizes: readonly number[],
  step: number,
  values: Float64Array,
  quantity: NetworkQuantity,
): string {
  const [inputs, ...widths] = sizes;
  const hidden = widths.length > 1 ? `layers of ${widths.slice(0, -1).join(", ")} neurons, ` : "";
  let max = 0;
  let maxIndex = 0;
  values.forEach((value, index) => {
    if (Math.abs(value) > max) [max, maxIndex] = [Math.abs(value), index];
  });
  const largest = max > 0 ? ` The largest is ${plain(values[maxIndex]!)}, of ${parameterName(sizes, maxIndex)}.` : "";
  const count = `${values.length} ${quantity === "weights" ? "parameters" : "gradients"}`;
  return `Network of ${inputs} inputs, ${hidden}1 output: ${count} at step ${step}.${largest}`;
}

// Names of a network's parameters, as in the playground's traces.

/** The name of parameter `index`, such as L0N2.w1. `sizes`: inputs, hidden widths, 1. Throws RangeError. */
export function parameterName(sizes: readonly number[], index: number): string {
  let rest = index;
  for (let layer = 0; layer + 1 < sizes.length; layer += 1) {
    const [inputs, neurons] = [sizes[layer]!, sizes[layer + 1]!];
    const count = neurons * (inputs + 1);
    if (rest >= count) {
      rest -= count;
      continue;
    }
    const input = rest % (inputs + 1);
    return `L${layer}N${Math.floor(rest / (inputs + 1))}.${input === inputs ? "b" : `w${input}`}`;
  }
  throw new RangeError(`A network of ${sizes.join(", ")} has no parameter ${index}.`);
}

// What a network's parameters are called: as in the traces of the playground.

/** The parameter at place `index` among all, such as L0N2.w1; `sizes` are the inputs, the widths, and 1. */
export function parameterName(sizes: readonly number[], index: number): string {
  let rest = index;
  for (let layer = 0; layer + 1 < sizes.length; layer += 1) {
    const [inputs, neurons] = [sizes[layer]!, sizes[layer + 1]!];
    const all = neurons * (inputs + 1);
    if (rest >= all) {
      rest -= all;
      continue;
    }
    const own = rest % (inputs + 1);
    return `L${layer}N${Math.floor(rest / (inputs + 1))}.${own === inputs ? "b" : `w${own}`}`;
  }
  throw new RangeError(`A network of ${sizes.join(", ")} has no parameter ${index}.`);
}

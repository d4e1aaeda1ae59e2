// Trainers in Node, with the protocol of peers.py: `node trainers.mjs NAME`, a job, and then numbers of steps.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/** Our compiled step. */
async function node({ compiled, parameters, data, rate }) {
  const { module } = compiled;
  const { instance } = await WebAssembly.instantiate(Buffer.from(module, "base64"));
  const { memory, train } = instance.exports;
  const missing = compiled.rows + compiled.stride * data.length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  data.forEach((row, i) => new Float64Array(memory.buffer, compiled.rows + compiled.stride * i).set(row));
  return () => {
    new Float64Array(memory.buffer, compiled.parameters).set(parameters);
    return (steps) => train(steps, compiled.rows, data.length, rate);
  };
}

/** TensorFlow Playground's network, from the checkout NN_TS. It has no penalty on biases: that is added here. */
async function nnTs({ sizes, activation, output, loss, l2, mean, parameters, data, rate }) {
  const { Activations, RegularizationFunction, buildNetwork, forwardProp, backProp, updateWeights } =
    await nnTsModule();
  const named = { relu: Activations.RELU, tanh: Activations.TANH, linear: Activations.LINEAR };
  const error =
    loss === "squares"
      ? { error: (out, target) => (out - target) ** 2, der: (out, target) => 2 * (out - target) }
      : {
          error: (out, target) => Math.max(0, 1 - out * target),
          der: (out, target) => (1 - out * target > 0 ? -target : 0),
        };
  const regularization = l2 > 0 ? RegularizationFunction.L2 : null;
  const network = buildNetwork(
    sizes,
    named[activation],
    named[output],
    regularization,
    sizes.slice(0, 1).flatMap((n) => [...Array(n).keys()].map(String)),
  );
  const nodes = network.slice(1).flat();
  const rows = data.map((row) => [row.slice(0, -1), row.at(-1)]);
  const learningRate = mean ? rate : rate * data.length; // nn.ts always averages the gradients
  const step = () => {
    let total = 0;
    for (const [inputs, target] of rows) {
      total += error.error(forwardProp(network, inputs), target);
      backProp(network, target, error);
    }
    total = mean ? total / rows.length : total;
    if (l2 === 0) {
      updateWeights(network, learningRate, 0);
      return total;
    }
    const biases = nodes.map(({ bias }) => bias);
    for (const { bias, inputLinks } of nodes) {
      total += l2 * bias * bias;
      for (const { weight } of inputLinks) total += l2 * weight * weight;
    }
    updateWeights(network, learningRate, 2 * l2);
    nodes.forEach((each, i) => (each.bias -= rate * 2 * l2 * biases[i]));
    return total;
  };
  return () => {
    let i = 0;
    for (const each of nodes) {
      for (const link of each.inputLinks) link.weight = parameters[i++];
      each.bias = parameters[i++];
    }
    return (steps) => {
      let last = 0;
      for (let i = 0; i < steps; i += 1) last = step();
      return last;
    };
  };
}

async function nnTsModule() {
  const { build } = await import("esbuild");
  const folder = await mkdtemp(join(tmpdir(), "nn-ts-"));
  try {
    const outfile = join(folder, "nn.mjs");
    await build({
      entryPoints: [join(process.env.NN_TS, "src/nn.ts")],
      outfile,
      format: "esm",
      bundle: true,
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const TRAINERS = { node, nnTs };

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const trainer = await TRAINERS[process.argv[2]](JSON.parse((await lines.next()).value));
console.log("ready");
for await (const line of { [Symbol.asyncIterator]: () => lines }) {
  const train = trainer();
  const begin = process.cpuUsage();
  const loss = train(Number(line));
  const { user, system } = process.cpuUsage(begin); // microseconds
  console.log(JSON.stringify({ seconds: (user + system) / 1e6, loss }));
}

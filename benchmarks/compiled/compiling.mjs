// What an engine of JavaScript takes to compile a module and to run it: `node compiling.mjs`, with a job on standard input; prints
// seconds of the processor until the first step is done, and for each of those after it.

import { readFileSync } from "node:fs";

const { module, parameters, rows, stride, start, data, steps } = JSON.parse(readFileSync(0, "utf8"));
const bytes = Buffer.from(module, "base64");

function seconds(work) {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

let exports;
const first = seconds(() => {
  ({ exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes)));
  const { memory, step } = exports;
  const missing = rows + stride - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  new Float64Array(memory.buffer, parameters).set(start);
  new Float64Array(memory.buffer, rows).set(data);
  step(rows, 1, 0);
});
exports.train(steps, rows, 1, 0); // until the engine has made its best of it
console.log(JSON.stringify({ first, each: seconds(() => exports.train(steps, rows, 1, 0)) / steps }));

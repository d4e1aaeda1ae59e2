// Instrumentation of the lab for bench_lab.py: the time and the step of each frame, and the cost of each drawing in it.

globalThis.watch = {
  /** For every frame since `start`: the time when it was drawn, and the run's number of steps. */
  times: [],
  steps: [],
  /** Milliseconds that each drawing took in each frame. */
  costs: { "lab-surface": [], "lab-network": [], "lab-curves": [] },

  start() {
    this.times.length = this.steps.length = 0;
    for (const costs of Object.values(this.costs)) costs.length = 0;
  },

  /** Times the calls of the drawings; the curves are the last drawing of a frame. */
  listen() {
    for (const [name, costs] of Object.entries(this.costs)) {
      const { prototype } = customElements.get(name);
      const { draw } = prototype;
      prototype.draw = function (...args) {
        const begin = performance.now();
        draw.apply(this, args);
        const end = performance.now();
        costs.push(end - begin);
        if (name !== "lab-curves") return;
        watch.times.push(end);
        watch.steps.push(args[1]);
      };
    }
  },

  /** Resolves when the initial parameters are drawn. */
  async atStart() {
    while (this.steps.at(-1) !== 0) await this.nextFrame();
  },

  /** Milliseconds from the click on Play until the frame with the first trained step is due. */
  async play() {
    this.start();
    const begin = performance.now();
    document.querySelector(".button-play").click();
    while (!this.steps.some((step) => step > 0)) await this.nextFrame();
    return performance.now() - begin;
  },

  nextFrame: () => new Promise((resolve) => requestAnimationFrame(resolve)),

  async recordFrames(count) {
    this.start();
    while (this.times.length < count) await this.nextFrame();
    return { times: this.times, steps: this.steps, costs: this.costs };
  },
};

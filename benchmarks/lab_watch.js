// Runs in the lab that is measured: when each picture was drawn, at which step, and what each drawing took of it.

globalThis.watch = {
  /** Of every picture since `start`: when it was drawn and how many steps the run had had. */
  times: [],
  steps: [],
  /** Milliseconds of each drawing in each picture. */
  costs: { "lab-surface": [], "lab-network": [], "lab-curves": [] },

  start() {
    this.times.length = this.steps.length = 0;
    for (const costs of Object.values(this.costs)) costs.length = 0;
  },

  /** Counts what the drawings are asked for; the curves are the last of a picture. */
  listen() {
    for (const [name, costs] of Object.entries(this.costs)) {
      const { prototype } = customElements.get(name);
      const { draw } = prototype;
      prototype.draw = function (...all) {
        const begin = performance.now();
        draw.apply(this, all);
        const end = performance.now();
        costs.push(end - begin);
        if (name !== "lab-curves") return;
        watch.times.push(end);
        watch.steps.push(all[1]);
      };
    }
  },

  /** Until the picture of the start is drawn. */
  async atStart() {
    while (this.steps.at(-1) !== 0) await this.frame();
  },

  /** From the press of Play until the frame with the first trained step is due: milliseconds. */
  async play() {
    this.start();
    const begin = performance.now();
    document.querySelector(".button-play").click();
    while (!this.steps.some((step) => step > 0)) await this.frame();
    return performance.now() - begin;
  },

  frame: () => new Promise((resolve) => requestAnimationFrame(resolve)),

  async pictures(count) {
    this.start();
    while (this.times.length < count) await this.frame();
    return { times: this.times, steps: this.steps, costs: this.costs };
  },
};

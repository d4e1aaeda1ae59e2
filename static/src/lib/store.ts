// State shared by an element and its controllers: one immutable object, replaced at each change.

export class Store<State extends object> {
  #state: State;
  readonly #onChange: () => void;

  constructor(initial: State, onChange: () => void) {
    this.#state = initial;
    this.#onChange = onChange;
  }

  get state(): State {
    return this.#state;
  }

  set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange();
  }
}

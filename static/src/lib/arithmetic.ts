// The reader's answers: a number, or plain arithmetic such as -3*-2 or 1/(1+2)**2. A small grammar of its own; nothing is run.
//
//   sum     = product {("+" | "-") product}
//   product = sign {("*" | "/") sign}
//   sign    = ("+" | "-") sign | power
//   power   = atom ["**" sign]
//   atom    = number | "inf" | "nan" | "(" sum ")"

/** What is typed with other keys, or on a phone. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[−–]/g, "-"],
  [/[×·]/g, "*"],
  [/÷/g, "/"],
  [/\^/g, "**"],
];
const TOKEN = /\s*(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|\*\*|[-+*/()]|infinity|inf|nan)/iy;
const LONGEST = 100; // characters
const DEEPEST = 20; // brackets and signs inside one another

export class ArithmeticError extends Error {}

/** The value of what was typed; throws an ArithmeticError that says what is allowed. */
export function evaluate(text: string): number {
  return new Reader(tokens(text)).all();
}

function tokens(text: string): string[] {
  const written = SPELLINGS.reduce((all, [from, to]) => all.replace(from, to), text).trim();
  if (written === "") throw new ArithmeticError("Type a number, such as 6 or -3*-2.");
  if (written.length > LONGEST) throw new ArithmeticError(`An answer has up to ${LONGEST} characters.`);
  if (/\d,\d/.test(written)) throw new ArithmeticError("Write decimals with a point, such as 0.5.");
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  for (let end = 0; end < written.length; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(written);
    if (!match) throw notArithmetic();
    found.push(match[1]!.toLowerCase());
  }
  return found;
}

function notArithmetic(): ArithmeticError {
  return new ArithmeticError("This is not a number. Use digits, + - * / ** and brackets, such as -3*-2.");
}

class Reader {
  #at = 0;
  #depth = 0;

  constructor(readonly tokens: readonly string[]) {}

  all(): number {
    const value = this.#sum();
    if (this.#at < this.tokens.length) throw notArithmetic();
    return value;
  }

  #sum(): number {
    let value = this.#product();
    for (;;) {
      if (this.#take("+")) value += this.#product();
      else if (this.#take("-")) value -= this.#product();
      else return value;
    }
  }

  #product(): number {
    let value = this.#sign();
    for (;;) {
      if (this.#take("*")) value *= this.#sign();
      else if (this.#take("/")) value /= this.#sign();
      else return value;
    }
  }

  #sign(): number {
    return this.#inside(() => {
      if (this.#take("-")) return -this.#sign();
      return this.#take("+") ? this.#sign() : this.#power();
    });
  }

  #power(): number {
    const base = this.#atom();
    return this.#take("**") ? base ** this.#sign() : base;
  }

  #atom(): number {
    if (this.#take("(")) {
      const value = this.#sum();
      if (!this.#take(")")) throw new ArithmeticError("A bracket is not closed.");
      return value;
    }
    const token = this.tokens[this.#at++];
    if (token === "nan") return NaN;
    if (token === "inf" || token === "infinity") return Infinity;
    if (token === undefined || !/^[\d.]/.test(token)) throw notArithmetic();
    return Number(token);
  }

  #take(token: string): boolean {
    if (this.tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #inside(read: () => number): number {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new ArithmeticError(`An answer has up to ${DEEPEST} brackets inside one another.`);
    const value = read();
    this.#depth -= 1;
    return value;
  }
}

// Parser and evaluator of arithmetic answers: a number, or an expression such as -3*-2 or 1/(1+2)**2. Recursive descent
// over the grammar below, so no typed text is ever executed.
//
//   sum     = product {("+" | "-") product}
//   product = sign {("*" | "/") sign}
//   sign    = ("+" | "-") sign | power
//   power   = atom ["**" sign]
//   atom    = number | "inf" | "nan" | "(" sum ")"

/** Alternative spellings of the operators, as other keyboards and phones type them. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[−–]/g, "-"],
  [/[×·]/g, "*"],
  [/÷/g, "/"],
  [/\^/g, "**"],
];
const TOKEN = /\s*(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|\*\*|[-+*/()]|infinity|inf|nan)/iy;
const MAX_LENGTH = 100; // characters
const MAX_DEPTH = 20; // nested brackets and signs

export class ArithmeticError extends Error {}

/** The value of the expression `text`. Throws an ArithmeticError whose message says what is allowed. */
export function evaluate(text: string): number {
  return new Parser(tokenize(text)).parse();
}

function tokenize(text: string): string[] {
  const normalized = SPELLINGS.reduce((all, [from, to]) => all.replace(from, to), text).trim();
  if (normalized === "") throw new ArithmeticError("Type a number, or arithmetic with + - * / ** and brackets.");
  if (normalized.length > MAX_LENGTH) throw new ArithmeticError(`An answer has up to ${MAX_LENGTH} characters.`);
  if (/\d,\d/.test(normalized)) throw new ArithmeticError("Write decimals with a point, not with a comma.");
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let end = 0; end < normalized.length; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(normalized);
    if (!match) throw syntaxError();
    tokens.push(match[1]!.toLowerCase());
  }
  return tokens;
}

function syntaxError(): ArithmeticError {
  return new ArithmeticError("This is not a number. Use digits, + - * / ** and brackets.");
}

class Parser {
  #index = 0;
  #depth = 0;

  constructor(readonly tokens: readonly string[]) {}

  parse(): number {
    const value = this.#sum();
    if (this.#index < this.tokens.length) throw syntaxError();
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
    return this.#nested(() => {
      if (this.#take("-")) return -this.#sign();
      return this.#take("+") ? this.#sign() : this.#power();
    });
  }

  #power(): number {
    const base = this.#indexom();
    return this.#take("**") ? base ** this.#sign() : base;
  }

  #indexom(): number {
    if (this.#take("(")) {
      const value = this.#sum();
      if (!this.#take(")")) throw new ArithmeticError("A bracket is not closed.");
      return value;
    }
    const token = this.tokens[this.#index++];
    if (token === "nan") return NaN;
    if (token === "inf" || token === "infinity") return Infinity;
    if (token === undefined || !/^[\d.]/.test(token)) throw syntaxError();
    return Number(token);
  }

  #take(token: string): boolean {
    if (this.tokens[this.#index] !== token) return false;
    this.#index += 1;
    return true;
  }

  #nested(parse: () => number): number {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH)
      throw new ArithmeticError(`An answer has up to ${MAX_DEPTH} brackets inside one another.`);
    const value = parse();
    this.#depth -= 1;
    return value;
  }
}

// Tests of the quiz: questions, answers, score.

import { evaluate } from "../../static/src/lib/arithmetic.js";
import { Store } from "../../static/src/lib/store.js";
import { QuizController } from "../../static/src/playground/quiz-controller.js";
import { INITIAL } from "../../static/src/state/app-state.js";
import { emit } from "../../static/src/state/events.js";
import { QUIZ_OFF, type QuizState } from "../../static/src/state/quiz.js";
import { quizProgress } from "../../static/src/state/quiz-progress.js";
import { Player } from "../../static/src/trace/playback/player.js";
import { exampleAnswer, isRight, questionAt, questionSteps } from "../../static/src/trace/quiz-questions.js";
import { assert, equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

/** A page with a quiz, which is told what the reader does by the events of its panel. */
function predicting(name: string, start: Partial<QuizState> = {}) {
  const page = new EventTarget();
  const store = new Store({ ...INITIAL, predict: { ...QUIZ_OFF, ...start } }, () => undefined);
  const player = new Player();
  player.load(trace(name));
  new QuizController(page, store, player).setOn(true);
  const mode = {
    answer: (text: string) => emit(page, "predict-answer", { text }),
    showAnswer: () => emit(page, "predict-show", null),
    next: () => emit(page, "predict-next", null),
    restart: () => emit(page, "predict-restart", null),
  };
  return { player, store, mode };
}

test("the example of an answer is the answer to no question", () => {
  for (const name of ["lecture", "twice", "two depths", "training", "every operation", "five hundred"]) {
    const shown = trace(name);
    const example = evaluate(exampleAnswer(shown));
    const answered = shown.steps.findIndex((_, i) => isRight(example, questionAt(shown, i + 1)?.answer ?? NaN));
    equal(answered, -1, `the step of ${name} that ${example} answers`);
  }
  assert(exampleAnswer(trace("lecture")) !== "-3*-2", "it is what e adds to a.grad");
});

test("every contribution to a leaf or a result is asked, those to constants are not", () => {
  const lecture = trace("lecture");
  equal(
    questionSteps(lecture, null).map((number) => lecture.steps[number - 1]!.kind),
    Array(6).fill("flow"),
  );
  const numbers = trace("numbers only");
  const receivers = questionSteps(numbers, null).map((number) => numbers.nodes[numbers.steps[number - 1]!.node!]!.kind);
  assert(receivers.length > 0 && !receivers.includes("constant"), `asked for ${receivers.join(", ")}`);
});

test("an author's list is asked in the order of the steps, without what is not there", () => {
  const lecture = trace("lecture");
  equal(questionSteps(lecture, [27, 23, 23, 999, 0, 9]), [23, 27]);
});

test("nothing moves past a question until it is settled", () => {
  const { player, store, mode } = predicting("lecture");
  player.last();
  equal(player.position, 22, "the position before the first contribution");
  for (const move of ["next", "nextNode", "nextPhase", "last"] as const) player[move]();
  equal(player.position, 22);
  const progress = quizProgress(store.state.predict, player.trace!, player.position);
  equal(progress.kind === "asked" && progress.question.prompt, "What does L add to d.grad?");
  mode.answer("-2");
  equal(player.position, 23);
});

test("switched on past a question, the page goes back to it", () => {
  const player = new Player();
  player.load(trace("lecture"));
  player.last();
  new QuizController(new EventTarget(), new Store(INITIAL, () => undefined), player).setOn(true);
  equal(player.position, 22);
});

test("answers are counted as right, wrong and shown; what is no number is not", () => {
  const { store, mode } = predicting("lecture");
  mode.next();
  mode.answer("no idea");
  equal(store.state.predict.feedback?.kind, "unread");
  equal(store.state.predict.score, { right: 0, wrong: 0, shown: 0 });
  mode.answer("7");
  mode.answer("-2*1");
  mode.next();
  mode.showAnswer();
  equal(store.state.predict.score, { right: 1, wrong: 1, shown: 1 });
  equal(store.state.predict.feedback?.text, "The answer is 4.");
});

test("a wrong answer is told what it is, where it is a number of the step", () => {
  const { store, mode } = predicting("shared");
  mode.next();
  const feedbackTo = (text: string): string => {
    mode.answer(text);
    return store.state.predict.feedback!.text;
  };
  assert(feedbackTo("-1").includes("The size is right, the sign is not"), "the sign is not told");
  mode.showAnswer();
  mode.next();
  assert(feedbackTo("100").includes("Multiply how far"), "the way is not told");
  const { store: late, mode: more } = predicting("twice", { settled: [9] });
  more.next();
  more.answer("2");
  assert(
    late.state.predict.feedback!.text.includes("That is what a.grad becomes"),
    `it says ${late.state.predict.feedback!.text}`,
  );
});

test("all questions settled, the page is free, and starting over asks again", () => {
  const { player, store, mode } = predicting("twice");
  for (let i = 0; i < 2; i += 1) {
    mode.next();
    mode.showAnswer();
  }
  equal(quizProgress(store.state.predict, player.trace!, player.position).kind, "settled");
  equal(player.end, player.length);
  mode.next();
  equal(quizProgress(store.state.predict, player.trace!, player.position).kind, "done");
  mode.restart();
  assert(player.position < player.length, "the answers are still to be seen");
  equal(store.state.predict.score, { right: 0, wrong: 0, shown: 0 });
});

test("forward steps can be asked by an author too", () => {
  const lecture = trace("lecture");
  const question = questionAt(lecture, 5)!;
  equal(question.prompt, "What is f.data next?".replace("f", lecture.nodes[question.node]!.name));
  equal(question.answer, lecture.nodes[question.node]!.data);
});

test("an answer is right within 1% or 0.005", () => {
  assert(isRight(101, 100) && !isRight(101.1, 100), "1% of 100");
  assert(isRight(0.005, 0) && !isRight(0.006, 0), "0.005 of 0");
  assert(isRight(NaN, NaN) && isRight(Infinity, Infinity), "what is not finite");
  assert(
    !isRight(1e308, Infinity) && !isRight(-Infinity, Infinity) && !isRight(0, NaN),
    "what is not the same infinity",
  );
});

test("the state of the predictions is plain: it can be written and read", () => {
  const { store, mode } = predicting("lecture", { steps: [23, 25] });
  mode.next();
  mode.answer("-2");
  equal(JSON.parse(JSON.stringify(store.state.predict)), store.state.predict);
});

// The lessons' script: marks what has been read, and asks for predictions. Both stay in this browser.

import { askPredictions } from "./lesson/predictions.js";
import { markList, offerFinish } from "./lesson/progress.js";

const lesson = document.body.dataset["lesson"];
if (lesson === undefined) markList();
else {
  offerFinish(lesson);
  askPredictions(lesson);
}

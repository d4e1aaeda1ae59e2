// Entry of the lessons' pages: marks the reader's progress, and adds the prediction forms. Both are stored in this
// browser only.

import { addPredictionForms } from "./lesson/predictions.js";
import { markLessonList, showFinishToggle } from "./lesson/progress.js";

const lesson = document.body.dataset["lesson"];
if (lesson === undefined) markLessonList();
else {
  showFinishToggle(lesson);
  addPredictionForms(lesson);
}

// Entry of the lessons' pages and of the gallery: marks the reader's progress, adds the prediction forms, and shows the
// menu of settings. All of it is stored in this browser only.

import { showSettings } from "./lesson/page-settings.js";
import { addPredictionForms } from "./lesson/predictions.js";
import { markLessonList, showFinishToggle } from "./lesson/progress.js";

showSettings();
const lesson = document.body.dataset["lesson"];
if (lesson === undefined) markLessonList();
else {
  showFinishToggle(lesson);
  addPredictionForms(lesson);
}

// Entry of the lessons' pages and of the gallery: marks the reader's progress, adds the prediction forms and the keys
// of the blocks, and shows the menu of settings. What is kept is kept in this browser only.

import { addBlockKeys } from "./lesson/block-keys.js";
import { showSettings } from "./lesson/page-settings.js";
import { addPredictionForms } from "./lesson/predictions.js";
import { markLessonList, showFinishToggle } from "./lesson/progress.js";

showSettings();
const lesson = document.body.dataset["lesson"];
if (lesson === undefined) markLessonList();
else {
  showFinishToggle(lesson);
  addPredictionForms(lesson);
  addBlockKeys();
}

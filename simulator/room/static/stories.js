// Stories: what can be played, and the caption of the one that plays.

import { act } from "./api.js";
import { $, press } from "./dom.js";
import { onState } from "./store.js";
import { showView } from "./views.js";

export function startStories() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-story]");
    if (button && (await act("story", { name: button.dataset.story }))) showView("flow");
  });
  $("stop-story").addEventListener("click", stop);
  onState((state) => state.story, show);
}

let ended = null; // the story whose last caption was put aside
let told = null;

function stop() {
  if (told?.playing) return act("stop_story");
  ended = told;
  show(told);
}

function show(story) {
  told = story;
  if (story?.playing) ended = null;
  const shown = story && !(ended && ended.name === story.name);
  $("story").hidden = !shown;
  $("empty").classList.toggle("waits", Boolean(story?.playing));
  press($("stories").querySelectorAll("button"), (button) => Boolean(story?.playing) && button.dataset.story === story.name);
  if (!shown) return;
  $("story").classList.toggle("is-playing", story.playing);
  $("story-title").textContent = story.playing ? story.title : `${story.title}: ended`;
  if ($("caption").textContent !== story.caption) $("caption").textContent = story.caption;
  $("stop-story").querySelector("span").textContent = story.playing ? "Stop" : "Close";
  $("stop-story").querySelector("use").setAttribute("href", story.playing ? "#i-stop" : "#i-close");
}

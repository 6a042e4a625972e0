// The server's events, into the store. EventSource reconnects by itself and says where it was; nothing comes twice.

import { $ } from "./dom.js";
import { begin, setState, take } from "./store.js";

const PATIENCE = 700; // a reconnection shorter than this is not worth a word
const AGAIN = 2000;
let worry;

export function listen() {
  const source = new EventSource("/events");
  const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
  on("begin", begin);
  on("rows", (told) => take(told.rows));
  on("state", setState);
  source.addEventListener("open", () => connected());
  source.addEventListener("error", () => {
    lost();
    // A refusal (of a proxy, say) ends an EventSource for good.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  });
  addEventListener("pagehide", () => source.close(), { once: true });
}

function connected() {
  clearTimeout(worry);
  worry = undefined;
  $("link").textContent = "";
}

function lost() {
  worry ??= setTimeout(() => {
    $("link").textContent = "The control room does not answer. Trying again …";
  }, PATIENCE);
}

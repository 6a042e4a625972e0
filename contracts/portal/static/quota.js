// What is left of the month's images.

import { $ } from "./dom.js";
import { day, images } from "./words.js";

export function showQuota({ limit, used, reserved, remaining, resets_at }) {
  $("quota").hidden = false;
  $("quota").classList.toggle("out", remaining === 0);
  $("quota-left").textContent = `${images(remaining)} left`;
  $("quota-of").textContent = `of ${limit}`;
  $("quota-used").textContent = used;
  $("quota-reserved").textContent = reserved;
  $("quota-resets").textContent = day(resets_at);
  $("bar-used").style.width = share(used, limit);
  $("bar-reserved").style.width = share(reserved, limit);
}

const share = (part, whole) => `${whole ? Math.min(100, (part / whole) * 100) : 100}%`;

// Asks after requests as long as they run: every second at first, ever less often, and not at all when none runs.

const SOONEST = 1000;
const LATEST = 5000;
const EAGER_ROUNDS = 20;
const AFTER_FAULT = 15_000;

export function poller({ look, troubled }) {
  const running = new Set();
  let pause = SOONEST;
  let rounds = 0;
  let timer = null;

  async function round() {
    timer = null;
    try {
      const outcomes = await Promise.all([...running].map(async (id) => [id, await look(id)]));
      for (const [id, goesOn] of outcomes) if (!goesOn) running.delete(id);
      rounds += 1;
      pause = rounds < EAGER_ROUNDS ? SOONEST : Math.min(LATEST, pause * 1.25);
      troubled(null);
    } catch (error) {
      pause = Math.min(AFTER_FAULT, pause * 2);
      if (troubled(error) === "stop") running.clear();
    }
    plan();
  }

  function plan() {
    if (running.size && timer === null) timer = setTimeout(round, pause);
  }

  return {
    watch(id) {
      running.add(id);
      rounds = 0;
      pause = SOONEST;
      plan();
    },
  };
}

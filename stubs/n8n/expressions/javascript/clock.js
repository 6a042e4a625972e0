// Time and chance come from the run: `Date` starts at its clock, `Math.random` from its seed. The local zone is UTC.
(() => {
  "use strict";
  const { state, ask, hidden } = $kit;
  const { construct } = Reflect;
  const NativeDate = Date;
  const utc = NativeDate.UTC;
  const nativeParse = NativeDate.parse;
  const LOCAL_TEXT = /^\s*[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s*$/;
  const FREE_TEXT = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*(?:\([^)]*\))?\s*$/i;
  const DATE_ONLY = /^\s*[+-]?\d{4,6}(?:-\d\d){0,2}\s*$/;

  const read = (text) => {
    if (LOCAL_TEXT.test(text)) return nativeParse(`${text.trim()}Z`);
    return DATE_ONLY.test(text) || FREE_TEXT.test(text) ? nativeParse(text) : nativeParse(`${text} UTC`);
  };
  const instant = (given) => {
    if (given.length === 0) return state.now;
    if (given.length > 1) return utc(...given);
    const value = given[0] instanceof NativeDate ? given[0].getTime() : given[0]?.[Symbol.toPrimitive]?.("default") ?? given[0];
    const primitive = typeof value === "object" && value !== null ? value.valueOf() : value;
    return typeof primitive === "string" ? read(primitive) : typeof primitive === "object" ? read(String(value)) : Number(primitive);
  };

  globalThis.Date = function Date(...given) {
    if (!new.target) return new NativeDate(state.now).toString();
    return construct(NativeDate, [given[0] === undefined && given.length === 1 ? NaN : instant(given)], new.target);
  };
  const prototype = NativeDate.prototype;
  Object.defineProperty(Date, "prototype", { value: prototype, writable: false });
  Object.defineProperty(Date, "length", { value: 7 });
  hidden(Date, { now: () => state.now, parse: (text) => read(String(text)), UTC: utc });
  hidden(prototype, { constructor: Date });
  for (const part of ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"]) {
    hidden(prototype, { [`get${part}`]: prototype[`getUTC${part}`] });
    if (part !== "Day") hidden(prototype, { [`set${part}`]: prototype[`setUTC${part}`] });
  }
  const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const two = (number) => String(number).padStart(2, "0");
  const day = (date) => `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())} `
    + String(date.getUTCFullYear()).padStart(4, "0");
  const time = (date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
    + " GMT+0000 (Coordinated Universal Time)";
  const valid = (date, text) => (Number.isNaN(date.getTime()) ? "Invalid Date" : text(date));
  hidden(prototype, {
    getTimezoneOffset() { return Number.isNaN(this.getTime()) ? NaN : 0; },
    toString() { return valid(this, (date) => `${day(date)} ${time(date)}`); },
    toDateString() { return valid(this, day); },
    toTimeString() { return valid(this, time); },
  });

  // A small generator of the host's seed; the host gives a new seed to each evaluation that asks.
  hidden(Math, {
    random: () => {
      const drawn = ((state.drawn ?? Math.trunc(ask("random") * 2 ** 32)) + 0x6d2b79f5) | 0;
      state.drawn = drawn;
      let mixed = Math.imul(drawn ^ (drawn >>> 15), drawn | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  });

  // V8's longest string: what would be longer is a RangeError there.
  const LONGEST = 2 ** 29 - 24;
  const { repeat, padStart, padEnd } = String.prototype;
  const bounded = (length) => {
    if (length > LONGEST) throw new RangeError("Invalid string length");
  };
  hidden(String.prototype, {
    repeat(count) { bounded(String(this).length * count); return repeat.call(this, count); },
    padStart(length, fill) { bounded(length); return padStart.call(this, length, fill); },
    padEnd(length, fill) { bounded(length); return padEnd.call(this, length, fill); },
  });
})();

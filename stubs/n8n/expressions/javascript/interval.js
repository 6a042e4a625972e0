// Interval: the time between two moments.
(() => {
  "use strict";
  const { state } = $kit;
  const { DateTime, Duration } = state;
  const moment = (given) => (given instanceof DateTime ? given : given instanceof Date ? DateTime.fromJSDate(given) : DateTime.fromObject(given));

  class Interval {
    constructor(start, end, invalid = null) {
      Object.assign(this, { s: start, e: end, invalid });
    }
    static fromDateTimes(start, end) {
      const [from, to] = [moment(start), moment(end)];
      return from.isValid && to.isValid && from <= to ? new Interval(from, to) : new Interval(from, to, "end before start");
    }
    static after(start, length) { return Interval.fromDateTimes(start, moment(start).plus(length)); }
    static before(end, length) { return Interval.fromDateTimes(moment(end).minus(length), end); }
    static fromISO(text, form) {
      const [start, end] = String(text).split("/");
      const from = DateTime.fromISO(start, form);
      if (from.isValid) return Interval.fromDateTimes(from, end?.startsWith("P") ? from.plus(Duration.fromISO(end)) : DateTime.fromISO(end, form));
      const to = DateTime.fromISO(end, form);
      return Interval.fromDateTimes(to.minus(Duration.fromISO(start)), to);
    }
    static isInterval(value) { return value instanceof Interval; }
    get start() { return this.isValid ? this.s : null; }
    get end() { return this.isValid ? this.e : null; }
    get isValid() { return this.invalid === null; }
    get invalidReason() { return this.invalid; }
    length(unit = "milliseconds") { return this.isValid ? this.toDuration(unit).get(unit) : NaN; }
    count(unit = "milliseconds") { return this.isValid ? Math.floor(this.e.startOf(unit).diff(this.s.startOf(unit), unit).get(unit)) + (this.e.valueOf() !== this.e.startOf(unit).valueOf() ? 1 : 0) : NaN; }
    toDuration(unit) { return this.e.diff(this.s, unit); }
    isEmpty() { return this.isValid && this.s.valueOf() === this.e.valueOf(); }
    contains(at) { return this.isValid && this.s <= at && this.e > at; }
    isAfter(at) { return this.isValid && this.s > at; }
    isBefore(at) { return this.isValid && this.e <= at; }
    overlaps(other) { return this.e > other.s && this.s < other.e; }
    engulfs(other) { return this.isValid && this.s <= other.s && this.e >= other.e; }
    equals(other) { return this.s.equals(other.s) && this.e.equals(other.e); }
    intersection(other) {
      const [start, end] = [DateTime.max(this.s, other.s), DateTime.min(this.e, other.e)];
      return start >= end ? null : new Interval(start, end);
    }
    union(other) { return new Interval(DateTime.min(this.s, other.s), DateTime.max(this.e, other.e)); }
    splitBy(given) {
      const found = [];
      const step = Duration.fromDurationLike(given);
      for (let at = this.s, i = 1; at < this.e; i += 1) {
        const next = DateTime.min(this.s.plus(step.mapUnits((value) => value * i)), this.e);
        found.push(new Interval(at, next));
        at = next;
      }
      return found;
    }
    divideEqually(parts) { return this.splitBy(this.length() / parts).slice(0, parts); }
    toISO(form) { return this.isValid ? `${this.s.toISO(form)}/${this.e.toISO(form)}` : "Invalid Interval"; }
    toISODate() { return this.isValid ? `${this.s.toISODate()}/${this.e.toISODate()}` : "Invalid Interval"; }
    toFormat(format, { separator = " – " } = {}) { return this.isValid ? this.s.toFormat(format) + separator + this.e.toFormat(format) : "Invalid Interval"; }
    toString() { return this.isValid ? `[${this.s.toISO()} – ${this.e.toISO()})` : "Invalid Interval"; }
  }
  state.Interval = Interval;
  $kit.hidden(globalThis, { Interval });
})();

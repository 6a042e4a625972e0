// Methods that n8n adds to dates. A text that looks like a date gets them too, but stays a text: most then give nothing.
(() => {
  "use strict";
  const { methods, expect, state } = $kit;
  const { DateTime } = state;
  const DURATIONS = ["milliseconds", "seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years"];
  const PARTS = ["day", "week", "month", "year", "hour", "minute", "second", "millisecond", "weekNumber", "yearDayNumber", "weekday"];
  const SHORT = { ms: "millisecond", sec: "second", secs: "second", hr: "hour", hrs: "hour", min: "minute", mins: "minute" };
  const single = (unit) => SHORT[unit] ?? (DURATIONS.includes(unit) ? unit.slice(0, -1) : unit);
  const isMoment = (date) => date instanceof DateTime;
  const moment = (date) => (isMoment(date) ? date : DateTime.fromJSDate(date));
  const like = (date, found) => (isMoment(date) ? found : found.toJSDate());
  const amount = (value, unit) => (unit === undefined ? value : { [`${single(unit)}s`]: value });
  const limit = (given) => {
    const found = typeof given === "string" ? DateTime.fromJSDate(new Date(given)) : given instanceof Date ? DateTime.fromJSDate(given) : given;
    return isMoment(found) && found.isValid ? found : undefined;
  };
  const shift = (way) => (date, ...given) => {
    const [value = 0, unit = "minutes"] = given;
    return like(date, moment(date)[way](given.length === 1 ? value : amount(value, unit)));
  };

  const diffTo = (date, other, given = "days") => {
    const units = Array.isArray(given) && given.length ? given : Array.isArray(given) ? ["days"] : [given];
    const wrong = units.find((unit) => !PARTS.includes(unit) && !DURATIONS.includes(unit));
    expect(wrong === undefined, `Unsupported unit '${wrong}'. Supported: ${DURATIONS.map((unit) => `'${unit}'`).join(", ")}.`);
    const there = isMoment(other) ? other : typeof other === "string" ? methods.String.toDateTime(other) : DateTime.fromJSDate(other);
    const found = date.diff(there, units);
    return units.length > 1 ? found.toObject() : found.as(units[0]);
  };
  const toInt = (date) => (isMoment(date) ? date.toMillis() : date.getTime());

  Object.assign(methods.Date, {
    beginningOf: (date, unit = "week") => like(date, moment(date).startOf(single(unit))),
    endOfMonth: (date) => like(date, moment(date).endOf("month")),
    extract: (date, part = "week") => {
      const at = moment(date);
      return part === "yearDayNumber" ? at.ordinal : at.get(part === "week" ? "weekNumber" : single(part));
    },
    isBetween: (date, ...limits) => {
      expect(limits.length === 2, "isBetween(): expected exactly two args");
      const [first, second] = limits.map(limit);
      if (!first || !second) return undefined;
      return first > second ? second < date && date < first : second > date && date > first;
    },
    isDst: (date) => moment(date).isInDST,
    isInLast: (date, value = 0, unit = "minutes") => {
      const at = moment(date);
      return DateTime.now().minus(amount(value, unit)) <= at && at <= DateTime.now();
    },
    isWeekend: (date) => [6, 7].includes(moment(date).weekday),
    plus: shift("plus"),
    minus: shift("minus"),
    format: (date, form, options) => moment(date).toFormat(form, options),
    toDateTime: (date) => moment(date),
    diffTo,
    diffToNow: (date, unit) => diffTo(date, DateTime.now(), unit),
    toInt, toFloat: toInt, toBoolean: () => undefined,
    isEmpty: () => false,
    isNotEmpty: () => true,
  });
})();

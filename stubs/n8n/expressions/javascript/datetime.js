// DateTime: a moment in a zone, with its calendar fields. The part of Luxon's interface that workflows use.
(() => {
  "use strict";
  const { state } = $kit;
  const { Duration, UNITS, LENGTH, unitName, resolveZone, fixedZone, offsetText, MONTHS, DAYS } = state;
  const FIELDS = ["year", "month", "day", "hour", "minute", "second", "millisecond"];
  const SMALLEST = { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
  const ALIASES = {
    quarter: "quarter", quarters: "quarter", week: "week", weeks: "week", weeknumber: "weekNumber", weeksnumber: "weekNumber",
    weeknumbers: "weekNumber", weekday: "weekday", weekdays: "weekday", weekyear: "weekYear", weekyears: "weekYear", ordinal: "ordinal",
  };
  const pad = (number, length = 2) => (number < 0 ? "-" : "") + String(Math.abs(number)).padStart(length, "0");
  const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const daysIn = (year, month) => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
  const utcOf = ({ year, month, day, hour, minute, second, millisecond }) => {
    const ms = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
    if (year >= 100 || year < 0) return ms;
    const date = new Date(ms);
    date.setUTCFullYear(year, month - 1, day);
    return date.getTime();
  };
  const fieldsAt = (ms) => {
    const date = new Date(ms);
    return {
      year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(),
      minute: date.getUTCMinutes(), second: date.getUTCSeconds(), millisecond: date.getUTCMilliseconds(),
    };
  };
  const weekdayOf = (year, month, day) => new Date(utcOf({ ...SMALLEST, year, month, day })).getUTCDay() || 7;
  const ordinalOf = (year, month, day) => (utcOf({ ...SMALLEST, year, month, day }) - utcOf({ ...SMALLEST, year })) / 864e5 + 1;
  const weeksIn = (year) => (weekdayOf(year, 1, 1) === 4 || (isLeap(year) && weekdayOf(year, 1, 1) === 3) ? 53 : 52);
  const weekOf = (c) => {
    const weekday = weekdayOf(c.year, c.month, c.day);
    const number = Math.floor((ordinalOf(c.year, c.month, c.day) - weekday + 10) / 7);
    if (number < 1) return { weekYear: c.year - 1, weekNumber: weeksIn(c.year - 1), weekday };
    return number > weeksIn(c.year) ? { weekYear: c.year + 1, weekNumber: 1, weekday } : { weekYear: c.year, weekNumber: number, weekday };
  };
  const dayOfWeek = ({ weekYear, weekNumber = 1, weekday = 1 }) => {
    const ordinal = weekNumber * 7 + weekday - (weekdayOf(weekYear, 1, 4) + 3);
    const { year, month, day } = fieldsAt(utcOf({ ...SMALLEST, year: weekYear }) + (ordinal - 1) * 864e5);
    return { year, month, day };
  };
  const field = (given) => {
    const lower = String(given).toLowerCase();
    const name = ALIASES[lower] ?? FIELDS.find((each) => each === lower || `${each}s` === lower);
    if (!name) throw new Error(`Invalid unit ${given}`);
    return name;
  };

  // The moment of a local time: one that a change of the clock skips moves on by what was skipped.
  const momentOf = (local, zone, guess) => {
    const first = local - guess * 6e4;
    const offset = zone.offset(first);
    if (offset === guess) return first;
    const second = local - offset * 6e4;
    const again = zone.offset(second);
    return again === offset ? second : local - Math.min(offset, again) * 6e4;
  };

  const options = (given) => (typeof given.at(-1) === "object" && given.at(-1) !== null && !(given.at(-1) instanceof Date) ? [given.at(-1), given.slice(0, -1)] : [{}, given]);
  const clean = (number) => (Object.is(number, -0) ? 0 : number);

  class DateTime {
    constructor(ts, zone, invalid = null) {
      this.ts = invalid ? NaN : ts;
      this.zone = zone ?? resolveZone("UTC");
      this.invalid = invalid;
    }

    // Making
    static now() { return new DateTime(state.now, resolveZone()); }
    static fromMillis(ms, { zone } = {}) {
      if (typeof ms !== "number") throw new Error(`fromMillis requires a numerical input, but received a ${typeof ms} with value ${ms}`);
      return make(ms, zone);
    }
    static fromSeconds(seconds, { zone } = {}) {
      if (typeof seconds !== "number") throw new Error("fromSeconds requires a numerical input");
      return make(seconds * 1000, zone);
    }
    static fromJSDate(date, { zone } = {}) {
      const ms = Object.prototype.toString.call(date) === "[object Date]" ? date.valueOf() : NaN;
      return Number.isNaN(ms) ? DateTime.invalid("invalid input") : make(ms, zone);
    }
    static fromObject(given, { zone } = {}) { return fromFields(given ?? {}, zone); }
    static local(...given) {
      const [{ zone }, numbers] = options(given);
      return numbers.length ? fromFields(Object.fromEntries(numbers.map((value, i) => [FIELDS[i], value])), zone) : make(state.now, zone);
    }
    static utc(...given) {
      const [, numbers] = options(given);
      return DateTime.local(...numbers, { zone: "utc" });
    }
    static fromISO(text, { zone, setZone } = {}) { return fromParsed(state.parseISO(String(text)), zone, setZone, "ISO 8601", text); }
    static fromSQL(text, { zone, setZone } = {}) { return fromParsed(state.parseISO(String(text).trim().replace(" ", "T").replace(/ (?=[+-Z])/, "")), zone, setZone, "SQL", text); }
    static fromRFC2822(text, { zone, setZone } = {}) { return fromParsed(state.parseMail(String(text)), zone, setZone, "RFC 2822", text); }
    static fromHTTP(text, { zone, setZone } = {}) { return fromParsed(state.parseMail(String(text)), zone, setZone, "HTTP", text); }
    static fromFormat(text, format, { zone, setZone } = {}) {
      if (text === undefined || format === undefined) throw new Error("fromFormat requires an input string and a format");
      return fromParsed(state.parseFormat(String(text), format), zone, setZone, `format ${format}`, text);
    }
    static fromString(text, format, given) { return DateTime.fromFormat(text, format, given); }
    static invalid(reason) { return new DateTime(NaN, undefined, reason); }
    static isDateTime(value) { return value instanceof DateTime; }
    static min(...all) { return all.reduce((best, each) => (each < best ? each : best)); }
    static max(...all) { return all.reduce((best, each) => (each > best ? each : best)); }

    // Looking
    get c() {
      this.fields ??= this.isValid ? fieldsAt(this.ts + this.offset * 6e4) : {};
      return this.fields;
    }
    get isValid() { return this.invalid === null; }
    get invalidReason() { return this.invalid; }
    get invalidExplanation() { return null; }
    get zoneName() { return this.isValid ? this.zone.name : null; }
    get offset() { return this.isValid ? this.zone.offset(this.ts) : NaN; }
    get offsetNameShort() { return this.isValid ? state.zoneName(this, "short") : null; }
    get offsetNameLong() { return this.isValid ? state.zoneName(this, "long") : null; }
    get isOffsetFixed() { return this.isValid ? this.zone.isUniversal : null; }
    get isInDST() { return this.isValid && !this.isOffsetFixed && (this.offset > this.set({ month: 1, day: 1 }).offset || this.offset > this.set({ month: 5 }).offset); }
    get isInLeapYear() { return isLeap(this.year); }
    get daysInMonth() { return daysIn(this.year, this.month); }
    get daysInYear() { return this.isValid ? (isLeap(this.year) ? 366 : 365) : NaN; }
    get weeksInWeekYear() { return this.isValid ? weeksIn(this.weekYear) : NaN; }
    get quarter() { return this.isValid ? Math.ceil(this.month / 3) : NaN; }
    get weekNumber() { return this.isValid ? weekOf(this.c).weekNumber : NaN; }
    get weekYear() { return this.isValid ? weekOf(this.c).weekYear : NaN; }
    get weekday() { return this.isValid ? weekOf(this.c).weekday : NaN; }
    get isWeekend() { return this.isValid && this.weekday > 5; }
    get ordinal() { return this.isValid ? ordinalOf(this.year, this.month, this.day) : NaN; }
    get monthLong() { return this.isValid ? MONTHS[this.month - 1] : null; }
    get monthShort() { return this.isValid ? MONTHS[this.month - 1].slice(0, 3) : null; }
    get weekdayLong() { return this.isValid ? DAYS[this.weekday - 1] : null; }
    get weekdayShort() { return this.isValid ? DAYS[this.weekday - 1].slice(0, 3) : null; }
    get locale() { return this.isValid ? "en-US" : null; }
    get(unit) { return this[unit]; }
    setLocale() { return this; }
    reconfigure() { return this; }

    // Changing
    setZone(given, { keepLocalTime = false } = {}) {
      const zone = resolveZone(given);
      if (!zone) return DateTime.invalid("unsupported zone");
      if (!this.isValid) return this;
      return new DateTime(keepLocalTime ? momentOf(utcOf(this.c), zone, zone.offset(this.ts)) : this.ts, zone);
    }
    toUTC(offset = 0) { return this.setZone(offset); }
    toLocal() { return this.setZone("default"); }
    set(given) {
      if (!this.isValid) return this;
      const values = {};
      for (const [name, value] of Object.entries(given)) values[field(name)] = Number(value);
      let next = { ...this.c };
      if ("weekYear" in values || "weekNumber" in values || "weekday" in values) next = { ...next, ...dayOfWeek({ ...weekOf(this.c), ...values }) };
      else if ("ordinal" in values) next = { ...next, month: 1, day: values.ordinal };
      if ("quarter" in values) values.month = (values.quarter - 1) * 3 + ((this.month - 1) % 3) + 1;
      for (const name of FIELDS) if (name in values) next[name] = values[name];
      if (values.day === undefined && !("ordinal" in values)) next.day = Math.min(daysIn(next.year, next.month), next.day);
      return new DateTime(momentOf(utcOf(next), this.zone, this.offset), this.zone);
    }
    plus(given, unit) {
      if (!this.isValid) return this;
      const d = unit === undefined ? Duration.fromDurationLike(given) : Duration.fromObject({ [unit]: given });
      const v = { ...d.values };
      let rest = 0;
      for (const name of ["years", "quarters", "months", "weeks", "days"]) {
        const value = v[name] ?? 0;
        v[name] = Math.trunc(value);
        rest += (value - v[name]) * LENGTH[name];
      }
      for (const name of ["hours", "minutes", "seconds", "milliseconds"]) rest += (v[name] ?? 0) * LENGTH[name];
      let { ts } = this;
      if (v.years || v.quarters || v.months || v.weeks || v.days) {
        const months = this.month - 1 + v.months + v.quarters * 3;
        const year = this.year + v.years + Math.floor(months / 12);
        const month = (((months % 12) + 12) % 12) + 1;
        const day = Math.min(this.day, daysIn(year, month)) + v.days + v.weeks * 7;
        ts = momentOf(utcOf({ ...this.c, year, month, day }), this.zone, this.offset);
      }
      return make(ts + Math.round(rest), this.zone);
    }
    minus(given, unit) {
      return this.isValid ? this.plus(unit === undefined ? Duration.fromDurationLike(given).negate() : Duration.fromObject({ [unit]: -given })) : this;
    }
    startOf(given) {
      if (!this.isValid) return this;
      const unit = unitName(given).slice(0, -1);
      const values = {};
      if (unit === "week") values.weekday = 1;
      const kept = unit === "quarter" ? 1 : unit === "week" ? 3 : FIELDS.indexOf(unit) + 1;
      for (const name of FIELDS.slice(kept)) if (!(unit === "week" && name === "day")) values[name] = SMALLEST[name];
      if (unit === "quarter") values.month = (this.quarter - 1) * 3 + 1;
      return this.set(values);
    }
    endOf(unit) { return this.isValid ? this.plus({ [unitName(unit)]: 1 }).startOf(unit).minus(1) : this; }

    // Comparing
    diff(other, given = "milliseconds") {
      if (!this.isValid || !other.isValid) return new Duration({}, "created by diffing an invalid DateTime");
      const units = (Array.isArray(given) ? given : [given]).map(unitName);
      const sign = this.ts < other.ts ? -1 : 1;
      const [start, end] = sign < 0 ? [this, other.setZone(this.zone)] : [other, this.setZone(other.zone)];
      return difference(start, end, UNITS.filter((unit) => units.includes(unit))).mapUnits((value) => clean(value * sign));
    }
    diffNow(unit) { return this.diff(DateTime.now(), unit); }
    until(other) { return state.Interval.fromDateTimes(this, other); }
    hasSame(other, unit) {
      const there = other.setZone(this.zone);
      return this.isValid && there.startOf(unit) <= this && this <= there.endOf(unit);
    }
    equals(other) { return this.isValid && other?.isValid === true && this.ts === other.ts && this.zone.equals(other.zone); }

    // Writing
    toFormat(format) { return this.isValid ? state.writeFormat(this, String(format)) : "Invalid DateTime"; }
    toLocaleString(form, given) { return this.isValid ? state.formatDate(this, given?.locale ?? form?.locale, form) : "Invalid DateTime"; }
    toISODate({ format = "extended" } = {}) {
      if (!this.isValid) return null;
      const line = format === "basic" ? "" : "-";
      return `${pad(this.year, 4)}${line}${pad(this.month)}${line}${pad(this.day)}`;
    }
    toISOTime({ format = "extended", suppressMilliseconds = false, suppressSeconds = false, includeOffset = true, includePrefix = false } = {}) {
      if (!this.isValid) return null;
      const colon = format === "basic" ? "" : ":";
      let text = `${includePrefix ? "T" : ""}${pad(this.hour)}${colon}${pad(this.minute)}`;
      if (!suppressSeconds || this.second || this.millisecond) text += `${colon}${pad(this.second)}`;
      if (this.millisecond || (!suppressMilliseconds && !(suppressSeconds && !this.second))) text += `.${pad(this.millisecond, 3)}`;
      if (!includeOffset) return text;
      return text + (this.isOffsetFixed && this.offset === 0 ? "Z" : offsetText(this.offset, format === "basic" ? "techie" : "short"));
    }
    toISO(form) { return this.isValid ? `${this.toISODate(form)}T${this.toISOTime(form)}` : null; }
    toISOWeekDate() { return this.isValid ? `${this.weekYear}-W${pad(this.weekNumber)}-${this.weekday}` : null; }
    toSQLDate() { return this.toISODate(); }
    toSQLTime({ includeOffset = true } = {}) {
      const time = this.toISOTime({ includeOffset: false });
      return this.isValid && includeOffset ? `${time} ${this.isOffsetFixed && this.offset === 0 ? "Z" : offsetText(this.offset)}` : time;
    }
    toSQL(form) { return this.isValid ? `${this.toSQLDate()} ${this.toSQLTime(form)}` : null; }
    toHTTP() { return this.isValid ? this.toUTC().toFormat("EEE, dd LLL yyyy HH:mm:ss 'GMT'") : null; }
    toRFC2822() { return this.isValid ? this.toFormat("EEE, dd LLL yyyy HH:mm:ss ZZZ") : null; }
    toMillis() { return this.isValid ? this.ts : NaN; }
    toSeconds() { return this.isValid ? this.ts / 1000 : NaN; }
    toUnixInteger() { return this.isValid ? Math.floor(this.ts / 1000) : NaN; }
    toJSDate() { return new Date(this.isValid ? this.ts : NaN); }
    toBSON() { return this.toJSDate(); }
    toObject() { return this.isValid ? { ...this.c } : {}; }
    toJSON() { return this.isValid ? this.toISO() : null; }
    toString() { return this.isValid ? this.toISO() : "Invalid DateTime"; }
    valueOf() { return this.toMillis(); }
    toRelative({ base, unit } = {}) {
      if (!this.isValid) return null;
      const from = base ?? DateTime.now();
      const units = unit ? [unitName(unit)] : ["years", "months", "days", "hours", "minutes", "seconds"];
      for (const each of units) {
        const count = this.diff(from, each).get(each);
        if (Math.abs(count) >= 1 || each === units.at(-1)) return relative(Math.trunc(count), each, this < from);
      }
      return null;
    }
    toRelativeCalendar({ base } = {}) {
      const days = this.startOf("day").diff((base ?? DateTime.now()).startOf("day"), "days").days;
      return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days] ?? relative(days, "days", days < 0);
    }
  }

  const relative = (count, unit, past) => {
    const amount = `${state.formatNumber(Math.abs(count))} ${Math.abs(count) === 1 ? unit.slice(0, -1) : unit}`;
    return past ? `${amount} ago` : `in ${amount}`;
  };
  for (const name of FIELDS)
    Object.defineProperty(DateTime.prototype, name, { get() { return this.isValid ? this.c[name] : NaN; } });

  const make = (ms, given) => {
    const zone = resolveZone(given);
    if (!zone) return DateTime.invalid("unsupported zone");
    return Number.isNaN(ms) || Math.abs(ms) > 864e13 ? DateTime.invalid("Timestamp out of range") : new DateTime(ms, zone);
  };

  const inRange = (values) => {
    const { year, month, day, hour, minute, second, millisecond } = values;
    return Object.values(values).every(Number.isInteger) && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
      && ((hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 && millisecond >= 0 && millisecond < 1000)
        || (hour === 24 && !minute && !second && !millisecond));
  };

  // What is left out of the large units is today's, of the small ones the smallest.
  const fromFields = (given, zoneGiven) => {
    const zone = resolveZone(zoneGiven);
    if (!zone) return DateTime.invalid("unsupported zone");
    const values = {};
    for (const [name, value] of Object.entries(given)) if (value !== undefined && value !== null) values[field(name)] = Number(value);
    const offset = zone.offset(state.now);
    const now = fieldsAt(state.now + offset * 6e4);
    let defaults = now;
    if ("weekNumber" in values || "weekYear" in values || "weekday" in values) {
      const today = weekOf(now);
      const weekYear = values.weekYear ?? today.weekYear;
      const weekNumber = values.weekNumber ?? ("weekYear" in values ? 1 : today.weekNumber);
      if (weekNumber < 1 || weekNumber > weeksIn(weekYear) || values.weekday > 7 || values.weekday < 1) return DateTime.invalid("unit out of range");
      defaults = { ...now, ...dayOfWeek({ weekYear, weekNumber, weekday: values.weekday ?? 1 }) };
      for (const name of ["year", "month", "day"]) values[name] ??= defaults[name];
    } else if ("ordinal" in values) {
      const year = values.year ?? now.year;
      if (values.ordinal < 1 || values.ordinal > (isLeap(year) ? 366 : 365)) return DateTime.invalid("unit out of range");
      Object.assign(values, fieldsAt(utcOf({ ...SMALLEST, year }) + (values.ordinal - 1) * 864e5), Object.fromEntries(FIELDS.slice(3).map((name) => [name, values[name] ?? 0])));
    }
    let found = false;
    const complete = {};
    for (const name of FIELDS) {
      if (name in values) found = true;
      complete[name] = values[name] ?? (found ? SMALLEST[name] : defaults[name]);
    }
    if (!inRange(complete)) return DateTime.invalid("unit out of range");
    return new DateTime(momentOf(utcOf(complete), zone, offset), zone);
  };

  const fromParsed = (parsed, zone, setZone, kind, text) => {
    if (!parsed) return DateTime.invalid("unparsable");
    const target = resolveZone(zone);
    if (!target) return DateTime.invalid("unsupported zone");
    if (parsed.ts !== undefined) return new DateTime(parsed.ts, target);
    if (parsed.zone === undefined) return fromFields(parsed.fields, target);
    const moment = fromFields(parsed.fields, typeof parsed.zone === "number" ? fixedZone(parsed.zone) : parsed.zone);
    return setZone ? moment : moment.setZone(target);
  };

  // Counts whole units of the calendar from a start, then what is left in the units that have a length.
  const difference = (start, end, units) => {
    const values = {};
    let cursor = start;
    const calendar = units.filter((unit) => UNITS.indexOf(unit) <= UNITS.indexOf("days"));
    for (const unit of calendar) {
      let count = Math.max(0, Math.floor((end.ts - cursor.ts) / (LENGTH[unit] * 1.03)) - 1);
      while (cursor.plus({ [unit]: count + 1 }) <= end) count += 1;
      while (count > 0 && cursor.plus({ [unit]: count }) > end) count -= 1;
      values[unit] = count;
      start = cursor;
      cursor = cursor.plus({ [unit]: count });
    }
    const rest = end.ts - cursor.ts;
    const clock = units.filter((unit) => !calendar.includes(unit));
    if (clock.length) return new Duration({ ...values, ...Duration.fromMillis(rest).shiftTo(...clock).values });
    const last = calendar.at(-1);
    if (rest && last) values[last] += rest / (cursor.plus({ [last]: 1 }).ts - cursor.ts);
    return new Duration(values);
  };

  const n = "numeric", s = "short", l = "long", two = "2-digit";
  const DATE = { year: n, month: n, day: n }, MED = { year: n, month: s, day: n }, FULL = { year: n, month: l, day: n };
  const TIME = { hour: n, minute: two }, SECONDS = { ...TIME, second: two }, DAY24 = { hourCycle: "h23" };
  Object.assign(DateTime, {
    DATE_SHORT: DATE, DATE_MED: MED, DATE_MED_WITH_WEEKDAY: { ...MED, weekday: s }, DATE_FULL: FULL, DATE_HUGE: { ...FULL, weekday: l },
    TIME_SIMPLE: TIME, TIME_WITH_SECONDS: SECONDS, TIME_WITH_SHORT_OFFSET: { ...SECONDS, timeZoneName: s }, TIME_WITH_LONG_OFFSET: { ...SECONDS, timeZoneName: l },
    TIME_24_SIMPLE: { ...TIME, ...DAY24 }, TIME_24_WITH_SECONDS: { ...SECONDS, ...DAY24 },
    DATETIME_SHORT: { ...DATE, ...TIME }, DATETIME_SHORT_WITH_SECONDS: { ...DATE, ...SECONDS }, DATETIME_MED: { ...MED, ...TIME },
    DATETIME_MED_WITH_SECONDS: { ...MED, ...SECONDS }, DATETIME_MED_WITH_WEEKDAY: { ...MED, weekday: s, ...TIME },
    DATETIME_FULL: { ...FULL, ...TIME, timeZoneName: s }, DATETIME_FULL_WITH_SECONDS: { ...FULL, ...SECONDS, timeZoneName: s },
    DATETIME_HUGE: { ...FULL, weekday: l, ...TIME, timeZoneName: l }, DATETIME_HUGE_WITH_SECONDS: { ...FULL, weekday: l, ...SECONDS, timeZoneName: l },
  });
  Object.assign(state, { DateTime, ordinalOf });
  $kit.hidden(globalThis, { DateTime });
  $kit.getters(globalThis, { $now: () => DateTime.now(), $today: () => DateTime.now().startOf("day") });
})();

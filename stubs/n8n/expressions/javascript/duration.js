// Duration: an amount of time in several units, of which a month has no fixed length until it is put on a calendar.
(() => {
  "use strict";
  const { state } = $kit;
  const UNITS = ["years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds"];
  const LENGTH = { years: 31536e6, quarters: 7862400e3, months: 2592e6, weeks: 6048e5, days: 864e5, hours: 36e5, minutes: 6e4, seconds: 1e3, milliseconds: 1 };
  const NORMAL = UNITS.filter((unit) => unit !== "quarters" && unit !== "weeks");
  const RATIO = { years: 12, quarters: 3, months: 30, weeks: 7, days: 24, hours: 60, minutes: 60, seconds: 1000 };

  const unitName = (given) => {
    const lower = String(given).toLowerCase();
    const name = UNITS.find((unit) => unit === lower || unit === `${lower}s`);
    if (!name) throw new Error(`Invalid unit ${given}`);
    return name;
  };
  const clean = (number) => (Object.is(number, -0) ? 0 : number);
  const ISO = /^([+-])?P(?:([+-]?[\d.]+)Y)?(?:([+-]?[\d.]+)M)?(?:([+-]?[\d.]+)W)?(?:([+-]?[\d.]+)D)?(?:T(?:([+-]?[\d.]+)H)?(?:([+-]?[\d.]+)M)?(?:([+-]?[\d.,]+)S)?)?$/;

  class Duration {
    constructor(values, invalid = null) {
      this.values = values;
      this.invalid = invalid;
    }

    static fromObject(given) {
      const values = {};
      for (const [name, value] of Object.entries(given ?? {}))
        if (value !== undefined && value !== null && !["locale", "numberingSystem", "conversionAccuracy"].includes(name))
          values[unitName(name)] = Number(value);
      return new Duration(values);
    }

    static fromMillis(milliseconds) { return new Duration({ milliseconds }); }

    static fromDurationLike(given) {
      if (typeof given === "number") return Duration.fromMillis(given);
      if (given instanceof Duration) return given;
      if (typeof given === "object" && given !== null) return Duration.fromObject(given);
      throw new Error(`Unknown duration argument ${given} of type ${typeof given}`);
    }

    static fromISO(text) {
      const match = ISO.exec(text);
      if (!match) return new Duration({}, "unparsable");
      const names = ["years", "months", "weeks", "days", "hours", "minutes", "seconds"];
      const values = {};
      names.forEach((name, i) => {
        if (match[i + 2] !== undefined) values[name] = Number(match[i + 2].replace(",", ".")) * (match[1] === "-" ? -1 : 1);
      });
      if (values.seconds % 1) {
        values.milliseconds = Math.round((values.seconds % 1) * 1000);
        values.seconds = Math.trunc(values.seconds);
      }
      return new Duration(values);
    }

    static fromISOTime(text) {
      const [hours = 0, minutes = 0, seconds = 0] = String(text).split(":").map(Number);
      return new Duration({ hours, minutes, seconds });
    }

    static isDuration(value) { return value instanceof Duration; }

    get isValid() { return this.invalid === null; }
    get invalidReason() { return this.invalid; }
    get(unit) { return this[unitName(unit)]; }
    toObject() { return { ...this.values }; }
    toMillis() { return this.isValid ? UNITS.reduce((sum, unit) => sum + (this.values[unit] ?? 0) * LENGTH[unit], 0) : NaN; }
    valueOf() { return this.toMillis(); }
    as(unit) { return this.isValid ? clean(this.shiftTo(unit).get(unit)) : NaN; }
    set(given) { return new Duration({ ...this.values, ...Duration.fromObject(given).values }); }
    negate() { return this.mapUnits((value) => clean(-value)); }
    mapUnits(change) {
      return new Duration(Object.fromEntries(Object.entries(this.values).map(([unit, value]) => [unit, change(value, unit)])));
    }
    plus(given) {
      const other = Duration.fromDurationLike(given).values;
      const values = {};
      for (const unit of UNITS)
        if (unit in this.values || unit in other) values[unit] = (this.values[unit] ?? 0) + (other[unit] ?? 0);
      return new Duration(values);
    }
    minus(given) { return this.plus(Duration.fromDurationLike(given).negate()); }

    // Moves whole amounts into the asked units; what is left stays in the smallest one.
    shiftTo(...given) {
      const units = given.map(unitName);
      if (!this.isValid || !units.length) return this;
      if (units.length === 1) return new Duration({ [units[0]]: UNITS.reduce((sum, unit) => sum + (this.values[unit] ?? 0) * exact(unit, units[0]), 0) });
      const values = {};
      let carried = 0;
      let smallest;
      const pending = {};
      for (const unit of UNITS) {
        const own = (this.values[unit] ?? 0);
        if (!units.includes(unit)) {
          pending[unit] = own;
          continue;
        }
        smallest = unit;
        let amount = own + carried / LENGTH[unit];
        carried = 0;
        for (const [other, value] of Object.entries(pending)) {
          amount += value * exact(other, unit);
          delete pending[other];
        }
        values[unit] = Math.trunc(amount);
        const rest = Math.round((amount - values[unit]) * 1e9) / 1e9;
        carried = rest * LENGTH[unit];
      }
      const below = Object.entries(pending).reduce((sum, [unit, value]) => sum + value * LENGTH[unit], carried);
      if (below) values[smallest] += below / LENGTH[smallest];
      const ordered = {};
      for (const unit of UNITS) if (unit in values) ordered[unit] = clean(values[unit]);
      return new Duration(ordered).carriedUp(units);
    }

    // Lets 90 minutes become an hour and 30 minutes, where both units are asked for.
    carriedUp(units) {
      const asked = UNITS.filter((unit) => units.includes(unit));
      const total = asked.reduce((sum, unit) => sum + this.values[unit] * LENGTH[unit], 0);
      const sign = total < 0 ? -1 : 1;
      const values = { ...this.values };
      for (let i = asked.length - 1; i > 0; i -= 1) {
        const [unit, upper] = [asked[i], asked[i - 1]];
        const ratio = exact(upper, unit);
        const moved = Math.trunc(values[unit] / ratio);
        values[upper] += moved;
        values[unit] -= moved * ratio;
        if (values[unit] * sign < 0) {
          values[upper] -= sign;
          values[unit] += sign * ratio;
        }
      }
      for (const unit of asked) values[unit] = clean(values[unit]);
      return new Duration(values);
    }

    normalize() { return this.isValid ? this.shiftTo(...Object.keys(this.values)) : this; }
    shiftToAll() { return this.shiftTo("years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds"); }
    rescale() {
      const shifted = this.shiftToAll().toObject();
      return new Duration(Object.fromEntries(Object.entries(shifted).filter(([, value]) => value !== 0)));
    }

    toISO() {
      if (!this.isValid) return null;
      const v = this.values;
      let text = "P";
      if (v.years) text += `${v.years}Y`;
      if (v.months || v.quarters) text += `${(v.months ?? 0) + (v.quarters ?? 0) * 3}M`;
      if (v.weeks) text += `${v.weeks}W`;
      if (v.days) text += `${v.days}D`;
      if (v.hours || v.minutes || v.seconds || v.milliseconds) text += "T";
      if (v.hours) text += `${v.hours}H`;
      if (v.minutes) text += `${v.minutes}M`;
      if (v.seconds || v.milliseconds) text += `${Math.round((v.seconds ?? 0) * 1000 + (v.milliseconds ?? 0)) / 1000}S`;
      return text === "P" ? "PT0S" : text;
    }
    toJSON() { return this.toISO(); }
    toString() { return this.toISO() ?? "Invalid Duration"; }

    toHuman({ unitDisplay = "long", listStyle } = {}) {
      const parts = UNITS.filter((unit) => this.values[unit] !== undefined).map((unit) => {
        const value = this.values[unit];
        return `${state.formatNumber(value)} ${value === 1 ? unit.slice(0, -1) : unit}`;
      });
      return unitDisplay && listStyle === "long" && parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts.join(", ");
    }

    toFormat(format, { floor = true } = {}) {
      if (!this.isValid) return "Invalid Duration";
      const units = { y: "years", M: "months", w: "weeks", d: "days", h: "hours", m: "minutes", s: "seconds", S: "milliseconds" };
      const tokens = format.match(/'[^']*'|([a-zA-Z])\1*|[^a-zA-Z']+/g) ?? [];
      const used = tokens.filter((token) => units[token[0]]).map((token) => units[token[0]]);
      const shifted = this.shiftTo(...used);
      return tokens.map((token) => {
        const unit = units[token[0]];
        if (!unit) return token.startsWith("'") ? token.slice(1, -1) : token;
        const value = shifted.get(unit);
        const whole = floor ? Math.trunc(value) : value;
        return (whole < 0 ? "-" : "") + String(Math.abs(whole)).padStart(token.length, "0");
      }).join("");
    }

    equals(other) {
      return this.isValid && other.isValid && UNITS.every((unit) => (this.values[unit] ?? 0) === (other.values[unit] ?? 0));
    }
  }
  // How many of a smaller unit a larger one holds, by the calendar where it is fixed: a year has twelve months.
  const MONTHS_OF = { years: 12, quarters: 3, months: 1 };
  const exact = (larger, smaller) => (MONTHS_OF[larger] && MONTHS_OF[smaller] ? MONTHS_OF[larger] / MONTHS_OF[smaller]
    : larger === "years" && smaller === "weeks" ? 52 : larger === "quarters" && smaller === "weeks" ? 13
      : larger === "months" && smaller === "weeks" ? 4 : LENGTH[larger] / LENGTH[smaller]);
  for (const unit of UNITS)
    Object.defineProperty(Duration.prototype, unit, { get() { return this.isValid ? this.values[unit] ?? 0 : NaN; } });

  Object.assign(state, { Duration, UNITS, LENGTH, NORMAL, RATIO, unitName });
  $kit.hidden(globalThis, { Duration });
})();

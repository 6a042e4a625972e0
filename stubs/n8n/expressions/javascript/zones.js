// Time zones: UTC and fixed offsets by themselves, named ones by the host's tables.
(() => {
  "use strict";
  const { state, ask } = $kit;
  const fixedZones = new Map();
  const namedZones = new Map();

  const pad = (number) => String(number).padStart(2, "0");
  const offsetText = (minutes, form = "short") => {
    const hours = Math.trunc(Math.abs(minutes) / 60);
    const rest = Math.trunc(Math.abs(minutes) % 60);
    const sign = minutes >= 0 ? "+" : "-";
    if (form === "narrow") return `${sign}${hours}${rest ? `:${pad(rest)}` : ""}`;
    return `${sign}${pad(hours)}${form === "techie" ? "" : ":"}${pad(rest)}`;
  };

  const fixed = (minutes) => {
    if (!fixedZones.has(minutes)) {
      const name = minutes === 0 ? "UTC" : `UTC${offsetText(minutes, "narrow")}`;
      fixedZones.set(minutes, {
        name, isUniversal: true, isValid: true, type: "fixed",
        offset: () => minutes, isDst: () => false, short: () => name, toString: () => name,
        offsetName: () => name, equals: (other) => other?.name === name,
      });
    }
    return fixedZones.get(minutes);
  };

  const named = (name) => {
    if (namedZones.has(name)) return namedZones.get(name);
    const table = ask("zone", name);
    if (table === null) return null;
    const at = (ms) => {
      let [low, high] = [0, table.starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (table.starts[middle] <= ms) low = middle;
        else high = middle - 1;
      }
      return low;
    };
    const zone = {
      name, isUniversal: false, isValid: true, type: "iana",
      offset: (ms) => table.offsets[at(ms)], isDst: (ms) => table.dst[at(ms)], short: (ms) => table.names[at(ms)],
      offsetName: (ms) => table.names[at(ms)], toString: () => name, equals: (other) => other?.name === name,
    };
    namedZones.set(name, zone);
    return zone;
  };

  const FIXED = /^utc(?:([+-]\d{1,2})(?::?(\d{2}))?)?$/i;
  const zone = (given) => {
    if (given === undefined || given === null) return zone(state.zone);
    if (typeof given === "object" && given.offset) return given;
    if (typeof given === "number") return fixed(given);
    const name = String(given);
    const lower = name.toLowerCase();
    if (["default", "local", "system"].includes(lower)) return zone(state.zone);
    if (["utc", "gmt", "z"].includes(lower)) return fixed(0);
    const match = FIXED.exec(name);
    if (match) {
      const hours = Number(match[1]);
      return fixed(hours * 60 + (hours < 0 || match[1].startsWith("-") ? -1 : 1) * Number(match[2] ?? 0));
    }
    return named(name);
  };

  Object.assign($kit.state, { resolveZone: zone, fixedZone: fixed, offsetText });
})();

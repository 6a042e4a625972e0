// How dates are written and read by format: Luxon's tokens, ISO 8601, and what mail and HTTP use.
(() => {
  "use strict";
  const { state } = $kit;
  const { MONTHS, DAYS, offsetText } = state;
  const pad = (number, length) => (number < 0 ? "-" : "") + String(Math.abs(number)).padStart(length, "0");
  const half = (dt) => dt.hour % 12 || 12;
  const locale = (form) => (dt) => state.formatDate(dt, "en-US", form);
  const n = "numeric", s = "short", l = "long", two = "2-digit";
  const date = { year: n, month: n, day: n }, med = { year: n, month: s, day: n }, full = { year: n, month: l, day: n };
  const time = { hour: n, minute: two }, seconds = { ...time, second: two }, day24 = { hourCycle: "h23" };

  const WRITERS = {
    S: (dt) => pad(dt.millisecond, 1), u: (dt) => pad(dt.millisecond, 3), SSS: (dt) => pad(dt.millisecond, 3),
    uu: (dt) => pad(Math.floor(dt.millisecond / 10), 2), uuu: (dt) => String(Math.floor(dt.millisecond / 100)),
    s: (dt) => pad(dt.second, 1), ss: (dt) => pad(dt.second, 2), m: (dt) => pad(dt.minute, 1), mm: (dt) => pad(dt.minute, 2),
    h: (dt) => pad(half(dt), 1), hh: (dt) => pad(half(dt), 2), H: (dt) => pad(dt.hour, 1), HH: (dt) => pad(dt.hour, 2),
    Z: (dt) => offsetText(dt.offset, "narrow"), ZZ: (dt) => offsetText(dt.offset, "short"), ZZZ: (dt) => offsetText(dt.offset, "techie"),
    ZZZZ: (dt) => dt.offsetNameShort, ZZZZZ: (dt) => dt.offsetNameLong, z: (dt) => dt.zoneName, a: (dt) => (dt.hour < 12 ? "AM" : "PM"),
    d: (dt) => pad(dt.day, 1), dd: (dt) => pad(dt.day, 2), c: (dt) => String(dt.weekday), E: (dt) => String(dt.weekday),
    ccc: (dt) => dt.weekdayShort, EEE: (dt) => dt.weekdayShort, cccc: (dt) => dt.weekdayLong, EEEE: (dt) => dt.weekdayLong,
    ccccc: (dt) => dt.weekdayLong[0], EEEEE: (dt) => dt.weekdayLong[0],
    L: (dt) => pad(dt.month, 1), LL: (dt) => pad(dt.month, 2), LLL: (dt) => dt.monthShort, LLLL: (dt) => dt.monthLong, LLLLL: (dt) => dt.monthLong[0],
    M: (dt) => pad(dt.month, 1), MM: (dt) => pad(dt.month, 2), MMM: (dt) => dt.monthShort, MMMM: (dt) => dt.monthLong, MMMMM: (dt) => dt.monthLong[0],
    y: (dt) => pad(dt.year, 1), yy: (dt) => pad(dt.year, 4).slice(-2), yyyy: (dt) => pad(dt.year, 4), yyyyyy: (dt) => pad(dt.year, 6),
    G: (dt) => (dt.year > 0 ? "AD" : "BC"), GG: (dt) => (dt.year > 0 ? "Anno Domini" : "Before Christ"), GGGGG: (dt) => (dt.year > 0 ? "A" : "B"),
    kk: (dt) => pad(dt.weekYear, 4).slice(-2), kkkk: (dt) => pad(dt.weekYear, 4), W: (dt) => pad(dt.weekNumber, 1), WW: (dt) => pad(dt.weekNumber, 2),
    n: (dt) => pad(dt.weekNumber, 1), nn: (dt) => pad(dt.weekNumber, 2), ii: (dt) => pad(dt.weekYear, 4).slice(-2), iiii: (dt) => pad(dt.weekYear, 4),
    o: (dt) => pad(dt.ordinal, 1), ooo: (dt) => pad(dt.ordinal, 3), q: (dt) => pad(dt.quarter, 1), qq: (dt) => pad(dt.quarter, 2),
    X: (dt) => String(Math.floor(dt.ts / 1000)), x: (dt) => String(dt.ts),
    D: locale(date), DD: locale(med), DDD: locale(full), DDDD: locale({ ...full, weekday: l }),
    t: locale(time), tt: locale(seconds), ttt: locale({ ...seconds, timeZoneName: s }), tttt: locale({ ...seconds, timeZoneName: l }),
    T: locale({ ...time, ...day24 }), TT: locale({ ...seconds, ...day24 }), TTT: locale({ ...seconds, ...day24, timeZoneName: s }),
    f: locale({ ...date, ...time }), ff: locale({ ...med, ...time }), fff: locale({ ...full, ...time, timeZoneName: s }),
    ffff: locale({ ...full, weekday: l, ...time, timeZoneName: l }), F: locale({ ...date, ...seconds }), FF: locale({ ...med, ...seconds }),
    FFF: locale({ ...full, ...seconds, timeZoneName: s }), FFFF: locale({ ...full, weekday: l, ...seconds, timeZoneName: l }),
  };

  const tokensOf = (format) => format.match(/'[^']*'?|([a-zA-Z])\1*|[^a-zA-Z']+/g) ?? [];
  const writeFormat = (dt, format) => tokensOf(format).map((token) => {
    if (token.startsWith("'")) return token.replaceAll("'", "");
    return WRITERS[token] ? WRITERS[token](dt) : token;
  }).join("");

  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[\s\u00a0\u202f]+/g, "\\s+");
  const names = (list, short) => list.map((name) => (short ? name.slice(0, 3) : name));
  const among = (list) => (text) => list.findIndex((name) => name.toLowerCase() === text.toLowerCase()) + 1;
  const digits = (pattern, name) => [pattern, (text) => ({ [name]: Number(text) })];
  const word = (list, name) => [list.join("|"), (text) => ({ [name]: among(list)(text) })];
  const offset = (text) => {
    const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
    return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) : 0;
  };
  const century = (text) => ({ year: text.length > 2 ? Number(text) : Number(text) > 60 ? 1900 + Number(text) : 2000 + Number(text) });
  const fraction = (text) => ({ millisecond: Math.floor(Number(`0.${text}`) * 1000) });
  const READERS = {
    y: digits("\\d{1,6}", "year"), yy: ["\\d{2,4}", century], yyyy: digits("\\d{4}", "year"), yyyyy: digits("\\d{4,6}", "year"), yyyyyy: digits("\\d{6}", "year"),
    L: digits("\\d{1,2}", "month"), LL: digits("\\d{2}", "month"), M: digits("\\d{1,2}", "month"), MM: digits("\\d{2}", "month"),
    LLL: word(names(MONTHS, true), "month"), LLLL: word(MONTHS, "month"), MMM: word(names(MONTHS, true), "month"), MMMM: word(MONTHS, "month"),
    d: digits("\\d{1,2}", "day"), dd: digits("\\d{2}", "day"), o: digits("\\d{1,3}", "ordinal"), ooo: digits("\\d{3}", "ordinal"),
    H: digits("\\d{1,2}", "hour"), HH: digits("\\d{2}", "hour"), h: digits("\\d{1,2}", "hour"), hh: digits("\\d{2}", "hour"),
    m: digits("\\d{1,2}", "minute"), mm: digits("\\d{2}", "minute"), s: digits("\\d{1,2}", "second"), ss: digits("\\d{2}", "second"),
    S: digits("\\d{1,3}", "millisecond"), SSS: digits("\\d{3}", "millisecond"), u: ["\\d{1,9}", fraction], uu: ["\\d{1,2}", fraction], uuu: ["\\d", fraction],
    a: ["[ap]\\.?m\\.?", (text) => ({ meridiem: text[0].toLowerCase() })], q: ["\\d", (text) => ({ month: Number(text) * 3 - 2 })],
    kkkk: digits("\\d{4}", "weekYear"), W: digits("\\d{1,2}", "weekNumber"), WW: digits("\\d{2}", "weekNumber"), E: digits("\\d", "weekday"), c: digits("\\d", "weekday"),
    EEE: [names(DAYS, true).join("|"), () => ({})], EEEE: [DAYS.join("|"), () => ({})], ccc: [names(DAYS, true).join("|"), () => ({})], cccc: [DAYS.join("|"), () => ({})],
    Z: ["[+-]\\d{1,2}(?::\\d{2})?", (text) => ({ zone: offset(text) })], ZZ: ["[+-]\\d{2}:?\\d{2}", (text) => ({ zone: offset(text) })], ZZZ: ["[+-]\\d{4}", (text) => ({ zone: offset(text) })],
    z: ["[a-z_+-/]{1,256}", (text) => ({ zone: text })], X: ["-?\\d+(?:\\.\\d+)?", (text) => ({ ts: Number(text) * 1000 })], x: ["-?\\d+", (text) => ({ ts: Number(text) })],
    G: ["AD|BC", () => ({})],
  };
  const MACROS = { D: "L/d/yyyy", DD: "LLL d, yyyy", DDD: "LLLL d, yyyy", t: "h:mm a", tt: "h:mm:ss a", T: "HH:mm", TT: "HH:mm:ss", f: "L/d/yyyy, h:mm a", F: "L/d/yyyy, h:mm:ss a", ff: "LLL d, yyyy, h:mm a" };

  const parseFormat = (text, format) => {
    const readers = [];
    const pattern = tokensOf(format).flatMap((token) => (MACROS[token] ? tokensOf(MACROS[token]) : [token])).map((token) => {
      if (token.startsWith("'")) return escape(token.replaceAll("'", ""));
      if (!READERS[token]) return escape(token);
      readers.push(READERS[token][1]);
      return `(${READERS[token][0]})`;
    }).join("");
    const match = new RegExp(`^${pattern}$`, "i").exec(text.trim() === text ? text : text);
    if (!match) return null;
    const { zone, ts, meridiem, ...fields } = Object.assign({}, ...readers.map((read, i) => read(match[i + 1])));
    if (ts !== undefined) return { ts };
    if (meridiem && fields.hour !== undefined) fields.hour = (fields.hour % 12) + (meridiem === "p" ? 12 : 0);
    return { fields, zone };
  };

  const TIME = "(?:T(\\d\\d)(?::?(\\d\\d)(?::?(\\d\\d)(?:[.,](\\d{1,30}))?)?)?(Z|[+-]\\d\\d(?::?\\d\\d)?)?(?:\\[([^\\]]+)\\])?)?$";
  const ISO_FORMS = [
    [`^([+-]\\d{6}|\\d{4})(?:-?(\\d\\d)(?:-?(\\d\\d))?)?${TIME}`, (m) => ({ year: m[1], month: m[2], day: m[3] })],
    [`^(\\d{4})-?W(\\d\\d)(?:-?(\\d))?${TIME}`, (m) => ({ weekYear: m[1], weekNumber: m[2], weekday: m[3] })],
    [`^(\\d{4})-?(\\d{3})()${TIME}`, (m) => ({ year: m[1], ordinal: m[2] })],
    [`^()()()${TIME.replace("(?:T", "(?:T?").replace(")?$", ")$")}`, () => ({})],
  ].map(([pattern, fields]) => [new RegExp(pattern), fields]);
  const numbers = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== "").map(([name, value]) => [name, Number(value)]));

  const parseISO = (text) => {
    for (const [pattern, fieldsOf] of ISO_FORMS) {
      const match = pattern.exec(text);
      if (!match) continue;
      const [, , , , hour, minute, second, part, zone, place] = match;
      const fields = numbers({ ...fieldsOf(match), hour, minute, second });
      if (part) fields.millisecond = Math.floor(Number(`0.${part}`) * 1000);
      return { fields, zone: place ?? (zone === undefined ? undefined : zone === "Z" ? 0 : offset(zone)) };
    }
    return null;
  };

  const MAIL = /^(?:[A-Za-z]{3,9},?\s)?(\d{1,2})[\s-]([A-Za-z]{3})[\s-](\d{2,4})\s(\d\d):(\d\d)(?::(\d\d))?(?:\s(UT|GMT|Z|[ECMP][SD]T|[+-]\d{4}))?$/;
  const AMERICAN = { EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420 };
  const parseMail = (text) => {
    const m = MAIL.exec(text.trim());
    if (!m) return null;
    const month = among(names(MONTHS, true))(m[2]);
    const fields = numbers({ ...century(m[3]), month, day: m[1], hour: m[4], minute: m[5], second: m[6] ?? 0 });
    return { fields, zone: AMERICAN[m[7]] ?? (/^[+-]/.test(m[7] ?? "") ? offset(m[7]) : 0) };
  };

  Object.assign(state, { writeFormat, parseFormat, parseISO, parseMail });
})();

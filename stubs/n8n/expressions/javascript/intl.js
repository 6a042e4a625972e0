// Numbers and dates as people read them: English in full, other languages their digits' order and signs.
(() => {
  "use strict";
  const { state, hidden } = $kit;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const GROUPS = { de: [".", ","], es: [".", ","], it: [".", ","], nl: [".", ","], pt: [".", ","], id: [".", ","], tr: [".", ","], da: [".", ","],
    fr: ["\u202f", ","], ru: ["\u00a0", ","], pl: ["\u00a0", ","], cs: ["\u00a0", ","], sv: ["\u00a0", ","], nb: ["\u00a0", ","], fi: ["\u00a0", ","], uk: ["\u00a0", ","] };
  const CURRENCIES = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", INR: "₹", CNY: "CN¥", KRW: "₩", BRL: "R$", CAD: "CA$", AUD: "A$", MXN: "MX$", NZD: "NZ$", ILS: "₪", VND: "₫" };
  const WHOLE_CURRENCIES = ["JPY", "KRW", "VND"];
  const two = (number) => String(number).padStart(2, "0");
  const language = (locales) => String((Array.isArray(locales) ? locales[0] : locales) ?? "en-US");
  const group = (digits, sign) => digits.replace(/\B(?=(\d{3})+$)/g, sign);

  const roundedDigits = (value, most) => {
    const text = value.toFixed(most);
    const exact = Number(`${Math.round(Number(`${value}e${most}`))}e-${most}`);
    return Number.isFinite(exact) && value < 1e15 ? exact.toFixed(most) : text;
  };

  const formatNumber = (given, locales, options = {}) => {
    const number = Number(given);
    if (Number.isNaN(number)) return "NaN";
    const [thousands, point] = GROUPS[language(locales).split("-")[0]] ?? [",", "."];
    const percent = options.style === "percent";
    const money = options.style === "currency";
    const usual = money ? (WHOLE_CURRENCIES.includes(options.currency) ? 0 : 2) : 0;
    const least = options.minimumFractionDigits ?? (money ? Math.min(usual, options.maximumFractionDigits ?? usual) : 0);
    const most = options.maximumFractionDigits ?? Math.max(least, money ? usual : percent ? 0 : 3);
    if (!Number.isFinite(number)) return number > 0 ? "∞" : "-∞";
    let [value, suffix] = [Math.abs(number) * (percent ? 100 : 1), ""];
    if (options.notation === "compact") {
      const power = value < 1e3 ? 0 : value < 1e6 ? 3 : value < 1e9 ? 6 : value < 1e12 ? 9 : 12;
      [value, suffix] = [value / 10 ** power, { 0: "", 3: "K", 6: "M", 9: "B", 12: "T" }[power]];
      value = value < 100 ? Number(value.toPrecision(2)) : Math.round(value);
    }
    if (options.maximumSignificantDigits) value = Number(value.toPrecision(options.maximumSignificantDigits));
    let [whole, fraction = ""] = roundedDigits(value, most).split(".");
    while (fraction.length > least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
    whole = whole.padStart(options.minimumIntegerDigits ?? 1, "0");
    const spanish = language(locales).startsWith("es") && whole.length < 5;
    const text = (options.useGrouping === false || spanish ? whole : group(whole, thousands)) + (fraction ? point + fraction : "") + suffix;
    const sign = number < 0 && /[1-9]/.test(text) ? "-" : options.signDisplay === "always" ? "+" : "";
    if (percent) return `${sign}${text}${point === "," ? "\u00a0" : ""}%`;
    if (options.style === "unit") return `${sign}${text} ${{ kilobyte: "kB", megabyte: "MB", byte: "byte", celsius: "°C", percent: "%", kilometer: "km" }[options.unit] ?? options.unit}`;
    if (!money) return sign + text;
    const symbol = options.currencyDisplay === "code" ? `${options.currency}\u00a0` : CURRENCIES[options.currency] ?? `${options.currency}\u00a0`;
    return point === "," ? `${sign}${text}\u00a0${symbol.trim()}` : `${sign}${symbol}${text}`;
  };

  const zoneName = (moment, form) => {
    const { zone, ts } = moment;
    const short = zone.short(ts);
    const american = { E: "Eastern", C: "Central", M: "Mountain", P: "Pacific" }[/^[ECMP][SD]T$/.test(short) ? short[0] : ""];
    if (zone.isUniversal) return short;
    if (form === "long" && american) return `${american} ${short[1] === "D" ? "Daylight" : "Standard"} Time`;
    if (form === "long" && /^CES?T$/.test(short)) return `Central European ${short === "CET" ? "Standard" : "Summer"} Time`;
    const minutes = zone.offset(ts);
    return american ? short : minutes ? `GMT${state.offsetText(minutes, "narrow")}` : "GMT";
  };

  const NUMERIC_DATES = {
    "en-GB": (d) => `${two(d.day)}/${two(d.month)}/${d.year}`, "fr": (d) => `${two(d.day)}/${two(d.month)}/${d.year}`,
    "es": (d) => `${d.day}/${d.month}/${d.year}`, "it": (d) => `${d.day}/${d.month}/${d.year}`, "pt": (d) => `${two(d.day)}/${two(d.month)}/${d.year}`,
    "de": (d) => `${d.day}.${d.month}.${d.year}`, "ru": (d) => `${two(d.day)}.${two(d.month)}.${d.year}`, "pl": (d) => `${d.day}.${two(d.month)}.${d.year}`,
    "nl": (d) => `${d.day}-${d.month}-${d.year}`, "sv": (d) => `${d.year}-${two(d.month)}-${two(d.day)}`, "en-CA": (d) => `${d.year}-${two(d.month)}-${two(d.day)}`,
    "ja": (d) => `${d.year}/${d.month}/${d.day}`, "zh": (d) => `${d.year}/${d.month}/${d.day}`,
  };
  const numericDate = (locale) => NUMERIC_DATES[locale] ?? NUMERIC_DATES[locale.split("-")[0]];

  const datePart = (moment, o, locale) => {
    const part = (value, form) => (form === "2-digit" ? two(value % 100) : form ? String(value) : "");
    const weekday = o.weekday ? (o.weekday === "long" ? DAYS[moment.weekday - 1] : o.weekday === "narrow" ? DAYS[moment.weekday - 1][0] : DAYS[moment.weekday - 1].slice(0, 3)) : "";
    const [year, day] = [part(moment.year, o.year), part(moment.day, o.day)];
    if (!o.month || ["numeric", "2-digit"].includes(o.month)) {
      const other = numericDate(locale);
      const date = other && o.year && o.month && o.day ? other(moment) : [part(moment.month, o.month), day, year].filter(Boolean).join("/");
      return [weekday, date].filter(Boolean).join(", ");
    }
    const name = MONTHS[moment.month - 1];
    const month = o.month === "long" ? name : o.month === "narrow" ? name[0] : name.slice(0, 3);
    if (locale === "en-GB") return [weekday, [day, o.month === "short" && month === "Sep" ? "Sept" : month, year].filter(Boolean).join(" ")].filter(Boolean).join(o.weekday === "long" ? " " : ", ");
    const monthAndDay = [month, day].filter(Boolean).join(" ");
    const date = !year ? monthAndDay : day ? `${monthAndDay}, ${year}` : `${month} ${year}`;
    return [weekday, date].filter(Boolean).join(", ");
  };

  const timePart = (moment, o, locale) => {
    if (!o.hour && !o.minute && !o.second) return "";
    const half = o.hour12 ?? (o.hourCycle ? ["h11", "h12"].includes(o.hourCycle) : !numericDate(locale) || locale === "en-CA");
    const pieces = [];
    if (o.hour) {
      const hour = half ? moment.hour % 12 || 12 : moment.hour;
      pieces.push(o.hour === "2-digit" || !half ? two(hour) : String(hour));
    }
    if (o.minute) pieces.push(o.hour || o.second ? two(moment.minute) : String(moment.minute));
    if (o.second) pieces.push(o.minute ? two(moment.second) : String(moment.second));
    const text = pieces.join(":") + (o.fractionalSecondDigits ? `.${String(moment.millisecond).padStart(3, "0").slice(0, o.fractionalSecondDigits)}` : "");
    return half && o.hour ? `${text}${moment.zone.isUniversal ? "\u202f" : " "}${moment.hour < 12 ? "AM" : "PM"}` : text;
  };

  const STYLES = {
    date: { full: { weekday: "long", year: "numeric", month: "long", day: "numeric" }, long: { year: "numeric", month: "long", day: "numeric" },
      medium: { year: "numeric", month: "short", day: "numeric" }, short: { year: "2-digit", month: "numeric", day: "numeric" } },
    time: { full: { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "long" }, long: { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "short" },
      medium: { hour: "numeric", minute: "2-digit", second: "2-digit" }, short: { hour: "numeric", minute: "2-digit" } },
  };

  const formatDate = (moment, locales, given = {}, fallback = { year: "numeric", month: "numeric", day: "numeric" }) => {
    const locale = language(locales);
    const styled = { ...STYLES.date[given.dateStyle], ...STYLES.time[given.timeStyle] };
    const asked = ["weekday", "year", "month", "day", "hour", "minute", "second", "fractionalSecondDigits"].some((name) => given[name] || styled[name]);
    const o = { ...(asked ? {} : fallback), ...styled, ...given };
    const date = datePart(moment, o, locale);
    const time = [timePart(moment, o, locale), o.timeZoneName ? zoneName(moment, o.timeZoneName) : ""].filter(Boolean).join(" ");
    if (!date || !time) return date || time;
    const joined = o.month === "long" && locale !== "de-DE" ? " at " : locale.startsWith("sv") || locale.startsWith("fr") ? " " : ", ";
    return `${date}${joined}${time}`;
  };

  const TIME = { hour: "numeric", minute: "2-digit", second: "2-digit" };
  const DATE = { year: "numeric", month: "numeric", day: "numeric" };
  const shown = (date, locales, options, fallback) => {
    if (Number.isNaN(date.getTime())) return "Invalid Date";
    const moment = state.DateTime.fromMillis(date.getTime(), { zone: options?.timeZone ?? "UTC" });
    return formatDate(moment, locales, options, fallback);
  };
  const plain = (text) => text.replaceAll("\u202f", " ");
  hidden(Date.prototype, {
    toLocaleString(locales, options) { return plain(shown(this, locales, options, { ...DATE, ...TIME })); },
    toLocaleDateString(locales, options) { return plain(shown(this, locales, { ...(options?.dateStyle || options?.month || options?.weekday || options?.day || options?.year ? {} : DATE), ...options })); },
    toLocaleTimeString(locales, options) { return plain(shown(this, locales, { ...(options?.timeStyle || options?.hour || options?.minute ? {} : TIME), ...options })); },
  });
  hidden(Number.prototype, { toLocaleString(locales, options) { return formatNumber(this, locales, options); } });

  const rank = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const compare = (a, b, { numeric = false, sensitivity = "variant" } = {}) => {
    const pieces = (text) => (numeric ? text.match(/\d+|\D+/g) ?? [] : [text]);
    const sign = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
    const [left, right] = [pieces(rank(a).toLowerCase()), pieces(rank(b).toLowerCase())];
    for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
      const [x = "", y = ""] = [left[i], right[i]];
      const order = numeric && /^\d/.test(x) && /^\d/.test(y) ? sign(Number(x), Number(y)) : sign(x, y);
      if (order) return order;
    }
    if (sensitivity === "base") return 0;
    const accents = sign(a.normalize("NFD").toLowerCase(), b.normalize("NFD").toLowerCase());
    return accents || (sensitivity === "accent" ? 0 : -sign(a, b));
  };
  hidden(String.prototype, { localeCompare(other, _locales, options) { return compare(String(this), String(other), options); } });

  const Formatter = (format) => function Format(locales, options) {
    return hidden({}, { format: (value) => format(value, locales, options), resolvedOptions: () => ({ locale: language(locales), timeZone: options?.timeZone ?? "UTC" }) });
  };
  hidden(globalThis, {
    Intl: {
      NumberFormat: Formatter(formatNumber),
      DateTimeFormat: Formatter((value, locales, options) => plain(shown(value instanceof Date ? value : new Date(value ?? state.now), locales, options))),
      Collator: function Collator(_locales, options) { return { compare: (a, b) => compare(String(a), String(b), options) }; },
    },
  });
  Object.assign(state, { formatNumber, formatDate, zoneName, MONTHS, DAYS });
})();

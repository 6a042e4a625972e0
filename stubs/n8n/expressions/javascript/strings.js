// Methods that n8n adds to strings.
(() => {
  "use strict";
  const { methods, ask, heavy, expect, orElse, ExpressionError, state } = $kit;
  const HASHES = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3"];
  const HOST = "(?:(?:[-\\w]+\\.)+(?:[a-zA-Z]{2,}|xn--[a-zA-Z0-9]+)|localhost|\\d{1,3}(?:\\.\\d{1,3}){3})";
  const REST = "(?::\\d+)?(?:/[^\\s?]*)?(?:\\?[^\\s#]*)?(?:#[^\\s]*)?";
  const DOMAIN = new RegExp(`^(?:www\\.)?${HOST}${REST}$`, "i");
  const DOMAIN_IN = new RegExp(`^(?:(?:https?|ftp)://)?(?:mailto:)?(?://)?((?:www\\.)?${HOST})${REST}$`, "i");
  const URL_TEXT = `(?:https?|ftp)://(?:www\\.)?${HOST}(?::\\d+)?(?:/[^\\s?#]*)?(?:\\?[^\\s#]*)?#?[^\\s]*`;
  const URL_WHOLE = new RegExp(`^${URL_TEXT}$`, "i");
  const URL_IN = new RegExp(URL_TEXT, "i");
  const WORD = '[^<>()[\\]\\\\.,;:\\s@"]+';
  const EMAIL = new RegExp(`(?:${WORD}(?:\\.${WORD})*|".+")@((?:\\[\\d{1,3}(?:\\.\\d{1,3}){3}\\])|(?:[a-zA-Z\\-0-9]+\\.)+[a-zA-Z]{2,})`);
  const CURRENCY = /[$€£¥₹₩₽₺₴₦₡₱₪₫₭₮₨฿៛؋ƒ﷼]|\b(?:R\$|Lek|KM|kr|zł|Kč|Ft|Rp|RM|CHF)\b/gu;
  const SMALL = new Set(["a", "an", "and", "as", "at", "because", "but", "by", "en", "for", "if", "in", "neither", "nor", "of", "on", "only", "or", "over", "per", "so", "some", "than", "that", "the", "to", "up", "upon", "v", "versus", "via", "vs", "when", "with", "without", "yet"]);
  const LETTERS = { ß: "ss", æ: "ae", Æ: "AE", ø: "o", Ø: "O", œ: "oe", Œ: "OE", đ: "d", Đ: "D", ł: "l", Ł: "L", þ: "th", Þ: "TH", ð: "d", ı: "i",
    "–": "-", "—": "--", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "•": "*", "€": "EUR", "£": "GBP", "©": "(c)", "®": "(r)", "™": "TM", "«": "<<", "»": ">>", "°": "deg", "\u00a0": " " };
  const isEmail = (text) => EMAIL.test(text) && !text.includes(" ");
  const withoutCurrency = (text) => text.replace(CURRENCY, "");
  const numeric = (value, message) => (expect(!Number.isNaN(value), message), value);
  const upperFirst = (word) => word.replace(/[\p{L}\p{N}]/u, (letter) => letter.toUpperCase());

  const toTitleCase = (text) => {
    const words = text.split(/(\s+)/);
    const places = words.map((word, i) => (word.trim() ? i : -1)).filter((i) => i >= 0);
    return words.map((word, i) => {
      if (!word.trim() || /[a-z][A-Z]/.test(word) || /^[A-Z]/.test(word) || /^[^\p{L}]*\p{Ll}+\p{Lu}/u.test(word)) return word;
      const small = SMALL.has(word.toLowerCase()) && i !== places[0] && i !== places.at(-1);
      return small || /^https?:|@|\.\w/.test(word) ? word : upperFirst(word).replace(/-(\p{L})/gu, (dash, letter) => `-${letter.toUpperCase()}`);
    }).join("");
  };

  const toSentenceCase = (text) => text.toLowerCase().replace(/(^[^\p{L}]*|[!?.][^\p{L}]*)(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());

  const removeMarkdown = (text) => text
    .replace(/^([\s\t]*)([*\-+]|\d\.)\s+/gm, "$1").replace(/\n={2,}/g, "\n").replace(/~~/g, "").replace(/`{3}.*\n/g, "")
    .replace(/<[\w\s="':(),;/.-]+>/g, "").replace(/\[\^.+?\](: .*?$)?/g, "").replace(/!\[.*?\][[(].*?[\])]/g, "")
    .replace(/\[(.*?)\][[(].*?[\])]/g, "$1").replace(/>/g, "").replace(/^#{1,6}\s*([^#]*)\s*(#{1,6})?/gm, "$1")
    .replace(/([*_]{1,3})(\S.*?\S)\1/g, "$2").replace(/(`{3,})(.*?)\1/gm, "$2").replace(/^-{3,}\s*$/g, "").replace(/`(.+?)`/g, "$1").replace(/\n{2,}/g, "\n\n");

  const parseJson = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      throw new ExpressionError(text.includes("'") ? "Parsing failed. Check you're using double quotes" : "Parsing failed");
    }
  };

  const toDateTime = (text, format) => orElse(() => {
    if (["ms", "s", "us", "excel"].includes(format)) return methods.Number.toDateTime(Number(text), format);
    return format ? state.DateTime.fromFormat(text, format) : state.readDateTime(text);
  }, "cannot convert to Luxon DateTime");

  const toDate = (text) => {
    const date = new Date(text);
    expect(!Number.isNaN(date.getTime()), "cannot convert to date");
    if (!text.includes(":")) date.setHours(0, 0, 0);
    return date;
  };

  const toInt = (text, radix) => numeric(parseInt(withoutCurrency(text), radix), "cannot convert to integer");
  const toFloat = (text) => {
    expect(!text.includes(","), "cannot convert to float, expected . as decimal separator");
    return numeric(parseFloat(withoutCurrency(text)), "cannot convert to float");
  };

  Object.assign(methods.String, {
    hash: (text, given = "md5") => {
      const name = String(given).toLowerCase();
      expect(name === "base64" || HASHES.includes(name), `Unknown algorithm ${name}. Available algorithms are: ${HASHES}, and Base64.`);
      return name === "base64" ? ask("base64", heavy(text)) : ask("hash", name, heavy(text));
    },
    base64Encode: (text) => ask("base64", heavy(text)),
    base64Decode: (text) => ask("unbase64", heavy(text)),
    isEmpty: (text) => text === "",
    isNotEmpty: (text) => text !== "",
    length: (text) => text.length,
    toJsonString: (text) => JSON.stringify(text),
    removeMarkdown,
    removeTags: (text) => text.replace(/<[^>]*>?/gm, ""),
    toDate, toDateTime, toInt, toFloat, parseJson, isEmail, toTitleCase, toSentenceCase,
    toWholeNumber: toInt,
    toDecimalNumber: toFloat,
    toNumber: (text) => numeric(Number(withoutCurrency(text)), "cannot convert to number"),
    toBoolean: (text) => !["false", "no", "0"].includes(text.toLowerCase()),
    urlEncode: (text, whole = false) => (whole ? encodeURI(text) : encodeURIComponent(text)),
    urlDecode: (text, whole = false) => (whole ? decodeURI(text) : decodeURIComponent(text)),
    quote: (text, mark = '"') => mark + text.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`) + mark,
    isNumeric: (text) => !text.includes(" ") && !Number.isNaN(Number(text)) && !Number.isNaN(parseFloat(text)),
    isUrl: (text) => URL_WHOLE.test(text),
    isDomain: (text) => DOMAIN.test(text),
    toSnakeCase: (text) => text.toLowerCase().replace(/[ -]/g, "_").replace(/[\u2000-\u206f\u2e00-\u2e7f\\'!"#$%&()*+,./:;<=>?@[\]^`{|}~]/g, ""),
    replaceSpecialChars: (text) => Array.from(text.normalize("NFD").replace(/[\u0300-\u036f]/g, ""), (letter) => LETTERS[letter] ?? (letter < "\u0080" ? letter : "?")).join(""),
    extractEmail: (text) => EMAIL.exec(text)?.[0],
    extractDomain: (text) => (isEmail(text) ? EMAIL.exec(text)[1] : DOMAIN_IN.exec(text)?.[1]),
    extractUrl: (text) => URL_IN.exec(text)?.[0],
    extractUrlPath: (text) => {
      const found = /^\s*[a-z][a-z\d+.-]*:\/\/[^/?#\s]+([^?#\s]*)/i.exec(text);
      return found ? encodeURI(decodeURI(found[1])) || "/" : undefined;
    },
  });

  // Reads a date in any of the usual forms, as n8n does wherever it expects one.
  state.readDateTime = (given, zone) => {
    if (given instanceof state.DateTime) return given;
    if (given instanceof Date) return state.DateTime.fromJSDate(given, { zone });
    const text = String(given).trim();
    const { DateTime } = state;
    const forms = [() => DateTime.fromISO(text, { setZone: true }), () => DateTime.fromHTTP(text, { setZone: true }), () => DateTime.fromRFC2822(text, { setZone: true }), () => DateTime.fromSQL(text, { setZone: true })];
    if (!/^-?\d{5,}$/.test(text)) {
      for (const form of forms) {
        const found = form();
        if (found.isValid) return found;
      }
      const parsed = new Date(text);
      if (!Number.isNaN(parsed.getTime())) return DateTime.fromJSDate(parsed, { zone });
    }
    throw new Error(`Value ${text} is not a date`);
  };
})();

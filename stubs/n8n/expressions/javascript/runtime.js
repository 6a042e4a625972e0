// The ground: what an evaluation asks its host for, how it fails, and what it hands back.
// The engine can't call its host while a time limit holds. So a value that is not here yet is noted as wanted and
// the evaluation is given up; the host puts the value in place and starts it anew.
globalThis.$kit = (() => {
  "use strict";
  const { parse, stringify } = JSON;
  const { defineProperty, entries } = Object;
  const world = globalThis;
  const Pending = Promise;
  const MARK = "\u0001";
  const GIVEN_UP = Object.freeze({ name: "GivenUp" });
  const values = new Map();
  const kept = new Map();
  const wanted = new Set();
  const state = { now: 0, zone: "UTC" };
  const texts = [];

  class ExpressionError extends Error {
    constructor(message, description) {
      super(message);
      this.description = description;
    }
  }

  const want = (key) => {
    const found = values.get(key) ?? kept.get(key);
    if (found === undefined) {
      wanted.add(key);
      throw GIVEN_UP;
    }
    if (found.error) throw new ExpressionError(found.error.message, found.error.description);
    return found.value;
  };

  // The host reads flat strings only, and a long one that was put together is none until it is joined.
  const flat = (...parts) => parts.join("");
  const handOut = () => flat(MARK, "want:", stringify([...wanted]));
  const unclonable = (text) => new ExpressionError(`Expression evaluation failed: ${text} could not be cloned.`);
  const isFinal = (error) => wanted.size > 0 || error instanceof ExpressionError || error instanceof InternalError;

  const fail = (error) => {
    if (wanted.size) return handOut();
    if (error instanceof InternalError) throw error;
    if (!(error instanceof ExpressionError)) return undefined;
    return flat(MARK, "error:", stringify({ message: error.message, description: error.description }));
  };

  const out = (value) => {
    if (wanted.size) return handOut();
    switch (typeof value) {
      case "string":
        return value.isWellFormed() && !value.includes("\0") && !value.startsWith(MARK)
          ? flat(value) : flat(MARK, "json:", stringify(value));
      case "function":
        throw unclonable(String(value).replace(/\{\s+\[native code\]\s+\}$/, "{ [native code] }"));
      case "object": {
        if (value === null) return null;
        if (value instanceof Pending) throw unclonable("#<Promise>");
        if (state.DateTime && value instanceof state.DateTime && !value.isValid) return "Invalid DateTime";
        const text = stringify(value);
        return wanted.size ? handOut() : text === undefined ? null : flat(MARK, "json:", text);
      }
      case "bigint":
        return String(value);
      case "symbol":
        throw new ExpressionError("Expression evaluation failed: Unsupported type");
      default:
        return value;
    }
  };

  // One piece of a mixed template: what is empty in JavaScript's eyes leaves no text, but 0 and false do.
  const piece = (code) => {
    try {
      const value = code();
      return value || value === 0 || value === false ? value : "";
    } catch (error) {
      if (isFinal(error)) throw error;
      return "";
    }
  };

  const run = (code, now, zone) => {
    state.now = now;
    state.zone = zone;
    state.drawn = null;
    wanted.clear();
    texts.length = 0;
    try {
      return out(code());
    } catch (error) {
      return fail(error);
    }
  };

  // A long string crosses when it is first looked at.
  const lazy = (object, places) => {
    for (const [path, key] of parse(places)) {
      const last = path.pop();
      const holder = path.reduce((inner, step) => inner[step], object);
      defineProperty(holder, last, {
        get: () => want(key),
        set: (value) => void defineProperty(holder, last, { value, writable: true, enumerable: true, configurable: true }),
        enumerable: true,
        configurable: true,
      });
    }
    return object;
  };

  const host = {
    run,
    lazy,
    put: (key, value) => void values.set(key, { value }),
    keep: (key, value) => void kept.set(key, { value }),
    refuse: (key, error) => void values.set(key, { error: parse(error) }),
    forget: () => values.clear(),
    list: (...items) => items,
    paired: (item, pairs) => ({ ...item, pairedItem: parse(pairs) }),
    text: (number) => texts[number],
    begun: () => wanted.clear(),
    wanted: () => (wanted.size ? flat("want:", stringify([...wanted])) : ""),
  };

  return {
    state, host, ExpressionError, want, isFinal, piece,
    ask: (...key) => want(stringify(key)),
    // A long text is fetched by its number: as part of a key it would be copied many times.
    heavy: (text) => (text.length > 4096 ? { text: texts.push(text) - 1 } : text),
    hidden: (object, properties) => {
      for (const [name, value] of entries(properties))
        defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
      return object;
    },
    getters: (object, properties) => {
      for (const [name, get] of entries(properties))
        defineProperty(object, name, { get, configurable: true, enumerable: object !== world });
      return object;
    },
  };
})();

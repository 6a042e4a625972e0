// Calls of the methods that n8n adds to values: which one a value gets, and what is said when it has none.
(() => {
  "use strict";
  const { state, isFinal, ExpressionError } = $kit;
  const NAMES = ["Array", "Date", "Number", "Object", "String", "Boolean"];
  const methods = Object.fromEntries(NAMES.map((name) => [name, Object.create(null)]));
  const ISO = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.\d{3}Z/;
  const hasOwn = Object.prototype.hasOwnProperty;
  const KEEP_TEXT = ["toDate", "toDateTime"];

  const isDateText = (value) => {
    if (value.length > 27 || !ISO.test(value)) return false;
    const date = new Date(value);
    return !Number.isNaN(date.getTime()) && date.toISOString() === value;
  };
  const typeOf = (value, name) => {
    if (Array.isArray(value)) return "Array";
    switch (typeof value) {
      case "string": return isDateText(value) && !KEEP_TEXT.includes(name) ? "Date" : "String";
      case "number": return "Number";
      case "boolean": return "Boolean";
      case "object": return value === null ? "" : value instanceof state.DateTime || value instanceof Date ? "Date" : "Object";
      default: return "";
    }
  };
  const generic = { isEmpty: (value) => !value, isNotEmpty: (value) => !!value };

  const refuse = (value, name) => {
    if (value === undefined || value === null)
      throw new ExpressionError(`${name} can't be used on ${value} value`,
        `To ignore this error, add a ? to the variable before this function, e.g. my_var?.${name}`);
    const having = NAMES.filter((type) => name in methods[type]).map((type) => `"${type}"`);
    const last = having.pop();
    throw new ExpressionError(having.length
      ? `${name}() is only callable on types ${having.join(", ")}, and ${last}` : `${name}() is only callable on type ${last}`);
  };

  // What an optional chain came to: every step from here gives nothing again.
  const nothing = new Proxy(() => nothing, { get: (_, name) => (name === Symbol.toPrimitive ? () => "" : nothing) });

  const extend = (value, name, given) => {
    if (value === nothing) return nothing;
    const method = methods[typeOf(value, name)]?.[name];
    if (method) return method(value, ...given);
    if (value && typeof value[name] === "function") return value[name](...given);
    return (generic[name] ?? refuse(value, name))(value);
  };

  Object.assign($kit, {
    extend,
    optional: (value) => value ?? nothing,
    settle: (value) => (value === nothing ? undefined : value),
    methods,
    own: (object, name) => hasOwn.call(object, name),
    field: (object, name, value) => Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true }),
    expect: (condition, message) => {
      if (!condition) throw new ExpressionError(message);
    },
    orElse: (attempt, message) => {
      try {
        return attempt();
      } catch (error) {
        if (isFinal(error) && !(error instanceof ExpressionError)) throw error;
        throw new ExpressionError(message);
      }
    },
  });
  const same = (a, b) => {
    if (Object.is(a, b) || a === b) return true;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
    if (a instanceof Date || b instanceof Date) return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
    const [left, right] = [Object.keys(a), Object.keys(b)];
    return left.length === right.length && left.every((key) => hasOwn.call(b, key) && same(a[key], b[key]));
  };
  $kit.same = same;
})();

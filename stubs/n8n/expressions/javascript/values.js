// Methods that n8n adds to numbers, booleans, arrays and objects, and its functions over them.
(() => {
  "use strict";
  const { methods, expect, own, field, same, state, hidden } = $kit;
  const { DateTime, formatNumber } = state;
  const nothing = () => undefined;

  const whole = (name) => (value) => expect(Number.isInteger(value), `${name}() is only callable on integers`);
  const round = (value, places = 0) => Number(value.toFixed(places));
  Object.assign(methods.Number, {
    ceil: (value) => Math.ceil(value),
    floor: (value) => Math.floor(value),
    abs: (value) => Math.abs(value),
    round,
    format: (value, locale = "en-US", options = {}) => formatNumber(value, locale, options),
    isInteger: (value) => Number.isInteger(value),
    isEven: (value) => (whole("isEven")(value), value % 2 === 0),
    isOdd: (value) => (whole("isOdd")(value), Math.abs(value) % 2 === 1),
    toBoolean: (value) => value !== 0,
    toInt: (value) => round(value),
    toFloat: (value) => value,
    toDateTime: (value, unit = "ms") => {
      expect(["ms", "s", "us", "excel"].includes(unit), `Unsupported format '${unit}'. toDateTime() supports 'ms', 's', 'us' and 'excel'.`);
      if (unit === "excel") return DateTime.fromSeconds((value - 25569) * 86400);
      return unit === "s" ? DateTime.fromSeconds(value) : DateTime.fromMillis(unit === "us" ? value / 1000 : value);
    },
  });
  Object.assign(methods.Boolean, {
    toBoolean: (value) => value, toInt: Number, toFloat: Number, toNumber: Number, toDateTime: nothing,
  });

  const compact = (object) => {
    const kept = {};
    for (const [name, value] of Object.entries(object)) {
      if (value === null || value === undefined || value === "nil" || value === "") continue;
      if (typeof value !== "object") field(kept, name, value);
      else if (Object.keys(value).length) field(kept, name, compact(value));
    }
    return kept;
  };
  const filtered = (object, keep) => Object.fromEntries(Object.entries(object).filter(([, value]) => keep(value)));
  const needle = (name, match) => expect(typeof match === "string" && match !== "", `argument of ${name} must be a non-empty string`);
  const form = (text) => encodeURIComponent(String(text)).replace(/%20/g, "+").replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  Object.assign(methods.Object, {
    isEmpty: (object) => Object.keys(object).length === 0,
    isNotEmpty: (object) => Object.keys(object).length > 0,
    hasField: (object, name) => name in object,
    removeField: (object, name) => {
      const { [name]: _, ...rest } = object;
      return rest;
    },
    removeFieldsContaining: (object, match) => (needle("removeFieldsContaining", match), filtered(object, (value) => !(typeof value === "string" && value.includes(match)))),
    keepFieldsContaining: (object, match) => (needle("keepFieldsContaining", match), filtered(object, (value) => typeof value === "string" && value.includes(match))),
    compact,
    urlEncode: (object) => Object.entries(object).map(([name, value]) => `${form(name)}=${form(value)}`).join("&"),
    keys: (object) => Object.keys(object),
    values: (object) => Object.values(object),
    toJsonString: (object) => JSON.stringify(object),
    toInt: nothing, toFloat: nothing, toBoolean: nothing, toDateTime: nothing,
  });

  const numbers = (list, name) => expect(list.every((value) => typeof value === "number"), `${name}(): all array elements must be numbers`);
  const sum = (list) => (numbers(list, "sum"), list.reduce((total, value) => total + value, 0));
  const average = (list) => (numbers(list, "average"), list.length ? sum(list) / list.length : 0);
  const unique = (list, ...names) => {
    const view = (value) => (names.length && value && typeof value === "object" ? names.map((name) => (own(value, name) ? value[name] : undefined)) : value);
    const views = [];
    return list.filter((value) => {
      const seen = view(value);
      return !views.some((other) => same(other, seen)) && views.push(seen) > 0;
    });
  };
  const has = (list, value) => list.some((other) => same(other, value));
  const listed = (name, other, example = "[1, 2, 3, 4]") => expect(Array.isArray(other), `${name}(): expected array arg, e.g. .${name}(${example})`);
  const isObject = (value) => typeof value === "object" && value !== null;
  const inOrder = (object, other) => {
    const result = { ...object };
    for (const [name, value] of Object.entries(other ?? {})) if (!own(result, name)) field(result, name, value);
    return result;
  };
  const PAIRS = "[{ id: 1, otherValue: 3 }]";
  Object.assign(methods.Array, {
    first: (list) => list[0],
    last: (list) => list.at(-1),
    isEmpty: (list) => list.length === 0,
    isNotEmpty: (list) => list.length > 0,
    reverse: (list) => [...list].reverse(),
    unique, removeDuplicates: unique, sum, average,
    min: (list) => (numbers(list, "min"), Math.min(...list)),
    max: (list) => (numbers(list, "max"), Math.max(...list)),
    randomItem: (list) => (list.length ? list[Math.floor(Math.random() * list.length)] : undefined),
    pluck: (list, ...names) => (!names.length ? list : list.filter(isObject).map((each) => Object.keys(each).filter((key) => names.includes(key)).map((key) => each[key]))
      .filter((found) => found.length).map((found) => (found.length === 1 ? found[0] : found))),
    compact: (list) => list.filter((value) => !(isObject(value) && Object.keys(value).length === 0) && value !== null && value !== undefined && value !== "nil" && value !== "")
      .map((value) => (isObject(value) ? compact(value) : value)),
    chunk: (list, size) => {
      expect(typeof size === "number" && size !== 0, "chunk(): expected non-zero numeric arg, e.g. .chunk(5)");
      return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
    },
    smartJoin: (list, key, value) => {
      expect(key && value && typeof key === "string" && typeof value === "string", 'smartJoin(): expected two string args, e.g. .smartJoin("name", "value")');
      const joined = {};
      for (const each of list) if (isObject(each) && own(each, key) && own(each, value)) field(joined, each[key], each[value]);
      return joined;
    },
    renameKeys: (list, ...names) => {
      expect(names.length && names.length % 2 === 0, 'renameKeys(): expected an even amount of args: from1, to1 [, from2, to2, ...]. e.g. .renameKeys("name", "title")');
      return list.map((each) => {
        if (!isObject(each)) return each;
        const renamed = { ...each };
        for (let i = 0; i < names.length; i += 2) {
          if (!own(renamed, names[i])) continue;
          field(renamed, names[i + 1], renamed[names[i]]);
          delete renamed[names[i]];
        }
        return renamed;
      });
    },
    merge: (list, others) => {
      if (others === undefined) return list.filter((each) => isObject(each) && !Array.isArray(each)).reduce(inOrder, {});
      listed("merge", others, PAIRS);
      const pairs = list.map((each, i) => (isObject(each) && typeof others[i] === "object" ? inOrder(each, others[i]) : {}));
      return Object.assign({}, ...pairs);
    },
    mergeIntoObject: (list, others) => {
      listed("mergeIntoObject", others, PAIRS);
      const result = {};
      for (let i = 0; i < Math.max(list.length, others.length); i += 1)
        Object.assign(result, isObject(list[i]) ? inOrder(list[i], isObject(others[i]) ? others[i] : {}) : isObject(others[i]) ? others[i] : {});
      return result;
    },
    union: (list, others) => (listed("union", others), unique([...list, ...others])),
    difference: (list, others) => (listed("difference", others), unique(list.filter((value) => !has(others, value)))),
    intersection: (list, others) => (listed("intersection", others), unique([...list.filter((value) => has(others, value)), ...others.filter((value) => has(list, value))])),
    append: (list, ...values) => list.concat(values),
    toJsonString: (list) => JSON.stringify(list),
    toInt: nothing, toFloat: nothing, toBoolean: nothing, toDateTime: nothing,
  });

  const numberList = (start, end) => Array.from({ length: Math.abs(start - end) + 1 }, (_, i) => (start < end ? start + i : start - i));
  const zip = (names, values) => {
    expect(Array.isArray(names) && Array.isArray(values), "keys and values must be arrays");
    expect(names.length === values.length, "keys and values not of equal length");
    const zipped = {};
    names.forEach((name, i) => field(zipped, name, values[i]));
    return zipped;
  };
  const averageOf = (...values) => average(values);
  hidden(globalThis, { numberList, zip, average: averageOf, $average: averageOf });
})();

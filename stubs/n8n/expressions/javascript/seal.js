// Closes the realm: what n8n denies becomes an empty object, and nothing that is left can be changed. Gives the host's side.
(() => {
  "use strict";
  const { host, hidden, ExpressionError, piece, extend, optional, settle } = $kit;
  const { getOwnPropertyDescriptors, getPrototypeOf, freeze, defineProperty } = Object;
  const { ownKeys } = Reflect;
  const world = globalThis;

  const forbidden = (name) => {
    throw new ExpressionError(`Cannot access "${name}" due to security concerns`);
  };
  const kinds = [function () {}, function* () {}, async function () {}, async function* () {}];
  for (const kind of kinds)
    defineProperty(getPrototypeOf(kind), "constructor", { get: () => forbidden("constructor"), configurable: true });
  defineProperty(Object.prototype, "__proto__", {
    get: () => forbidden("__proto__"), set: () => forbidden("__proto__"), configurable: true,
  });
  const denied = world.$denied;
  delete world.$denied;
  for (const name of denied) hidden(world, { [name]: {} });
  delete world.performance;
  hidden(world, { $kit: freeze({ piece, extend, optional, settle }) });

  const seen = new Set();
  const seal = (value) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
    seen.add(value);
    freeze(value);
    seal(getPrototypeOf(value));
    const descriptors = getOwnPropertyDescriptors(value);
    for (const key of ownKeys(descriptors)) {
      seal(descriptors[key].value);
      seal(descriptors[key].get);
      seal(descriptors[key].set);
    }
  };
  kinds.forEach(seal);
  for (const iterator of [[][Symbol.iterator](), new Map().entries(), new Set().values(), ""[Symbol.iterator](), "".matchAll(/a/g)])
    seal(getPrototypeOf(iterator));
  seal(world);
  return host;
})();

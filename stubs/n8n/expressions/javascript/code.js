// What a Code node's JavaScript finds around it, and how the host starts it and hears what became of it.
(() => {
  "use strict";
  const { host, state, ask, want, hidden, getters, ExpressionError } = $kit;
  const world = globalThis;
  const AsyncFunction = (async () => {}).constructor;
  const { stringify } = JSON;
  const flat = (...parts) => parts.join("");
  let settled = null;
  let timers = [];
  let lastTimer = 0;
  let calls = 0;

  for (const name of ["$if", "$ifEmpty", "$min", "$max", "$not", "min", "max", "not", "$evaluateExpression", "performance", "$denied"]) delete world[name];

  delete Object.prototype.__proto__;
  const require = (name) => { throw new Error(`Module '${name}' is disallowed`); };
  const after = (ms, run) => (timers.push({ id: ++lastTimer, at: state.now + Math.max(0, Number(ms) || 0), run }), lastTimer);
  const cancel = (id) => void (timers = timers.filter((timer) => timer.id !== id));
  const every = (ms, run) => after(ms, () => (run(), every(ms, run)));
  const silent = () => undefined;
  const helper = (name) => (...given) => new Promise((resolve) => resolve(ask(name, calls++, ...given)));
  const helpers = { httpRequest: helper("http"), request: helper("http"),
    prepareBinaryData: async (bytes, name = null, type = null) =>
      ask("file", calls++, world.Buffer.from(bytes).toString("base64"), name, type),
    getBinaryDataBuffer: async (index, name) => world.Buffer.from(ask("binary", index, name), "base64") };
  const self = { helpers };

  hidden(world, {
    global: world, module: {}, require,
    console: { log: silent, info: silent, warn: silent, error: silent, debug: silent, table: silent },
    setTimeout: (run, ms, ...given) => after(ms, () => run(...given)), clearTimeout: cancel,
    setInterval: (run, ms) => every(ms, run), clearInterval: cancel,
    setImmediate: (run, ...given) => after(0, () => run(...given)), clearImmediate: cancel,
    helpers,
    $getWorkflowStaticData: (kind) => {
      state.staticData ??= JSON.parse(state.kept);
      return state.staticData[kind === "node" ? state.keptOfNode : kind] ??= {};
    },
  });

  const bytesOf = (text) => Uint8Array.from(unescape(encodeURIComponent(text)), (sign) => sign.charCodeAt(0));
  const textOf = (bytes) => {
    const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    try {
      return decodeURIComponent(escape(signs));
    } catch {
      return signs.replace(/[\x80-\xff]/g, "\ufffd");
    }
  };
  const { atob, btoa } = world;
  class Buffer extends Uint8Array {
    static from(given, form = "utf8") {
      if (typeof given !== "string") return Object.setPrototypeOf(Uint8Array.from(given), Buffer.prototype);
      const bytes = form === "base64" || form === "base64url" ? Uint8Array.from(atob(given.replace(/-/g, "+").replace(/_/g, "/").replace(/[^A-Za-z0-9+/]/g, "")), (sign) => sign.charCodeAt(0))
        : form === "hex" ? Uint8Array.from(given.match(/[\da-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16))
          : ["latin1", "binary", "ascii"].includes(form) ? Uint8Array.from(given, (sign) => sign.charCodeAt(0) & 255) : bytesOf(given);
      return Object.setPrototypeOf(bytes, Buffer.prototype);
    }
    static alloc(size) { return Buffer.from(new Uint8Array(size)); }
    static isBuffer(value) { return value instanceof Buffer; }
    static byteLength(text) { return bytesOf(text).length; }
    static concat(list) { return Buffer.from(list.flatMap((each) => Array.from(each))); }
    toString(form = "utf8") {
      const signs = () => Array.from(this, (byte) => String.fromCharCode(byte)).join("");
      if (form === "base64") return btoa(signs());
      if (form === "base64url") return btoa(signs()).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
      if (form === "hex") return Array.from(this, (byte) => byte.toString(16).padStart(2, "0")).join("");
      return ["latin1", "binary", "ascii"].includes(form) ? signs() : textOf(this);
    }
    toJSON() { return { type: "Buffer", data: Array.from(this) }; }
    equals(other) { return this.length === other.length && this.every((byte, i) => byte === other[i]); }
  }
  hidden(world, {
    Buffer,
    TextEncoder: class TextEncoder { encode(text = "") { return bytesOf(text); } },
    TextDecoder: class TextDecoder { decode(bytes) { return textOf(bytes); } },
  });

  const guard = (name) => () => {
    const error = new Error(`Can't use .${name}() here`);
    throw Object.assign(error, { description: "This is only available in 'Run Once for All Items' mode", fatal: true });
  };

  const failure = (error) => {
    if (error instanceof ExpressionError) return { message: error.message, description: error.description, said: true };
    if (!(error instanceof Error)) return { message: stringify(error) ?? "Unknown error", said: true };
    const { name: made } = error.constructor ?? {};
    return { name: error.name, made, message: error.message, stack: error.stack, description: error.description, fatal: error.fatal };
  };

  Object.assign(host, {
    begin: (code, each, now, zone, kept, keptOfNode) => {
      [state.now, state.zone, settled, timers, calls] = [now, zone, null, [], 0];
      Object.assign(state, { drawn: null, staticData: null, kept, keptOfNode });
      host.begun();
      const input = world.$input;
      const proxied = Object.create(input, { all: { value: guard("all") }, first: { value: guard("first") }, last: { value: guard("last") } });
      const names = each ? ["item", "$input"] : ["items"];
      try {
        const given = each ? [input.item, proxied] : [input.all()];
        // In a function of its own, so that the code may declare these names anew, as much code does.
        new AsyncFunction(...names, `return (async () => {\n${code}\n})()`).apply(self, given).then((value) => { settled = { value }; }, (error) => { settled = { error }; });
      } catch (error) {
        settled = { error };
      }
    },
    hear: () => {
      const wanted = host.wanted();
      if (wanted) return wanted;
      if (settled) {
        if (settled.error !== undefined || "error" in settled) return flat("error:", stringify(failure(settled.error)));
        try {
          const kind = settled.value === undefined ? "undefined" : typeof settled.value;
          const text = stringify({ value: settled.value, kind, kept: state.staticData ?? undefined });
          return host.wanted() || flat("done:", text);
        } catch (error) {
          return host.wanted() || "circular:";
        }
      }
      return timers.length ? `timer:${Math.max(0, Math.min(...timers.map((timer) => timer.at)) - state.now)}` : "stuck:";
    },
    fire: () => {
      timers.sort((a, b) => a.at - b.at || a.id - b.id);
      const timer = timers.shift();
      state.now = Math.max(state.now, timer.at);
      timer.run();
    },
  });
  return host;
})();

// n8n's variables: `$json`, `$input`, `$('Node')`, `$node`, `$execution`, … Each asks the host when it is looked at.
(() => {
  "use strict";
  const { ask, getters, ExpressionError } = $kit;

  const input = getters({
    first: () => ask("input", "first"),
    last: () => ask("input", "last"),
    all: () => ask("input", "all"),
  }, {
    item: () => ask("input", "item"),
    params: () => ask("previousParameters"),
    context: () => ask("previousContext"),
  });

  const node = (name) => {
    const executed = ask("executed", name);
    return getters({
      first: (output, run) => ask("output", name, "first", output, run),
      last: (output, run) => ask("output", name, "last", output, run),
      all: (output, run) => ask("output", name, "all", output, run),
      itemMatching: (index) => {
        if (index === undefined) throw new ExpressionError("Missing item index for .itemMatching()");
        return ask("paired", name, index);
      },
      pairedItem: (index) => ask("paired", name, index),
    }, {
      item: () => ask("paired", name, null),
      params: () => ask("parameters", name),
      context: () => ask("context", name),
      isExecuted: () => executed,
    });
  };

  const oldNode = (name) => (ask("executed", name), getters({}, {
    json: () => ask("sameIndex", name).json,
    binary: () => ask("sameIndex", name).binary,
    context: () => ask("context", name),
    parameter: () => ask("parameters", name),
    runIndex: () => ask("info").runIndex,
  }));

  const environment = new Proxy({}, {
    get: (_, name) => {
      if (typeof name === "symbol") return undefined;
      throw new ExpressionError("access to env vars denied");
    },
  });

  const ifEmpty = function (value, fallback) {
    if (arguments.length !== 2) throw new ExpressionError("expected two arguments (value, defaultValue) for this function");
    if (value === undefined || value === null || value === "") return fallback;
    return typeof value === "object" && Object.keys(value).length === 0 ? fallback : value;
  };

  const jmespath = (data, query) => {
    if (typeof data !== "object" || data === null || typeof query !== "string")
      throw new ExpressionError("expected two arguments (Object, string) for this function");
    return ask("jmespath", data, query);
  };

  $kit.getters(globalThis, {
    $json: () => ask("input", "item").json,
    $data: () => ask("input", "item").json,
    $binary: () => ask("input", "item").binary ?? {},
    $execution: () => ask("execution"),
    $workflow: () => ask("workflow"),
    $prevNode: () => ask("previous"),
    $parameter: () => ask("parameter"),
    $rawParameter: () => ask("rawParameter"),
    $runIndex: () => ask("info").runIndex,
    $itemIndex: () => ask("info").itemIndex,
    $position: () => ask("info").itemIndex,
    $nodeVersion: () => ask("info").nodeVersion,
    $nodeId: () => ask("info").nodeId,
    $webhookId: () => ask("info").webhookId,
    $request: () => ask("beside").$request,
    $response: () => ask("beside").$response,
    $pageCount: () => ask("beside").$pageCount,
    $version: () => ask("beside").$version,
  });
  $kit.hidden(globalThis, {
    $: node,
    $input: input,
    $node: new Proxy({}, { get: (_, name) => (typeof name === "symbol" ? undefined : oldNode(name)) }),
    $items: (name, output, run) => (name === undefined ? ask("input", "all") : ask("output", name, "all", output, run)),
    $env: environment,
    $vars: {},
    $if: (test, then, otherwise = false) => (test ? then : otherwise),
    $ifEmpty: ifEmpty,
    $min: Math.min,
    $max: Math.max,
    $not: (value) => !value,
    $jmespath: jmespath,
    $jmesPath: jmespath,
    $evaluateExpression: (text) => ask("evaluate", String(text)),
    min: Math.min,
    max: Math.max,
    not: (value) => !value,
  });
})();

"""Names that mean something in an expression."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RESERVED = _words(
    """
    break case catch class const continue debugger default delete do else export extends false finally for function
    if import in instanceof new null return super switch this throw true try typeof var void while with yield let
    static async await of get set undefined arguments enum implements interface package private protected public
    """
)
"""Words of the language, and those that a sloppy function can't or need not declare."""

DENIED = _words(
    """
    document global window Window globalThis self alert prompt confirm eval uneval setTimeout setInterval
    setImmediate clearImmediate queueMicrotask Function require module Buffer __dirname __filename fetch
    XMLHttpRequest Promise Generator GeneratorFunction AsyncFunction AsyncGenerator AsyncGeneratorFunction
    WebAssembly Reflect Proxy escape unescape process
    """
)
"""What n8n replaces by an empty object."""

_STANDARD = _words(
    """
    Object Array Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array
    Float64Array BigInt64Array BigUint64Array Map WeakMap Set WeakSet Error TypeError SyntaxError EvalError
    RangeError ReferenceError URIError Intl String RegExp Math Number BigInt Infinity NaN isFinite isNaN parseFloat
    parseInt JSON ArrayBuffer SharedArrayBuffer Atomics DataView encodeURI encodeURIComponent decodeURI
    decodeURIComponent Boolean Symbol Date DateTime Duration Interval
    """
)

_VARIABLES = _words(
    """
    $ $json $data $binary $input $node $items $execution $workflow $prevNode $parameter $rawParameter $runIndex
    $itemIndex $position $nodeVersion $nodeId $webhookId $now $today $env $vars $if $ifEmpty $min $max $average $not
    $jmespath $jmesPath $evaluateExpression $request $response $pageCount $version min max average not numberList zip
    """
)

GLOBALS = _STANDARD | _VARIABLES | DENIED
"""Names that the engine knows; every other is undefined."""

FORBIDDEN = _words(
    """
    __proto__ prototype constructor getPrototypeOf setPrototypeOf getOwnPropertyDescriptor getOwnPropertyDescriptors
    defineProperty defineProperties mainModule binding _linkedBinding _load prepareStackTrace __lookupGetter__
    __lookupSetter__ __defineGetter__ __defineSetter__ caller callee arguments getBuiltinModule dlopen execve
    loadEnvFile
    """
)
"""Members that n8n refuses to touch."""

INHERITED = _words(
    """
    __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ constructor hasOwnProperty
    isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf
    """
)
"""Members that every object has without its being told."""

VIEWED = _words(
    """
    input output executed paired sameIndex parameters parameter previousParameters context previousContext execution
    workflow previous info beside
    """
)
"""What an evaluation asks of its view: the same for every item, so asked for again."""

MUTATING = _words(
    """
    sort reverse push pop shift unshift splice fill copyWithin assign delete set add clear setTime
    """
)
"""Methods that may change the data they are called on."""

EXTENSIONS = _words(
    """
    hash removeMarkdown removeTags toDate toDateTime toBoolean toDecimalNumber toNumber toFloat toInt toWholeNumber
    toSentenceCase toSnakeCase toTitleCase urlDecode urlEncode quote replaceSpecialChars length isDomain isEmail
    isNumeric isUrl isEmpty isNotEmpty toJsonString extractEmail extractDomain extractUrl extractUrlPath parseJson
    base64Encode base64Decode format isEven isOdd floor ceil abs isInteger round beginningOf endOfMonth extract
    isBetween isDst isInLast isWeekend minus plus diffTo diffToNow removeDuplicates unique first last pluck reverse
    randomItem sum min max average compact smartJoin chunk renameKeys merge mergeIntoObject union difference
    intersection append hasField removeField removeFieldsContaining keepFieldsContaining keys values
    """
)
"""Methods that n8n adds to values."""

"""Code nodes and expressions, as authors write them: every variable, DateTime with fixed dates, extension methods."""

from typing import Any

from tests.parity.n8n.case import Call, Case, Document
from tests.parity.n8n.documents import code, fields, node, raw, webhook, workflow

SALES = {
    "sales": [
        {"region": "north", "amount": 120.5, "at": "2024-02-28T23:30:00.000Z", "tags": ["a", "b"]},
        {"region": "south", "amount": 80, "at": "2024-03-31T01:15:00+01:00", "tags": []},
        {"region": "north", "amount": -20.25, "at": "2023-12-31T12:00:00Z", "tags": ["b"]},
    ],
    "text": "  The quick Brown fox — naïve café, visit https://example.org/a?b=c or mail joe@example.org  ",
}
SPLIT = node("Split Out", "splitOut", 1, {"fieldToSplitOut": "body.sales", "options": {}})


def one(name: str, *nodes: Document, body: Any = SALES, more: tuple[Any, ...] = (), **settings: Any) -> Case:
    """Give a case of one workflow that answers with all items of its last node."""
    made = workflow(name, [webhook(name, responseData="allEntries"), *nodes], **settings)
    return Case(f"scripts-{name}", (made,), tuple(Call(f"/webhook/parity-{name}", each) for each in (body, *more)))


def table(name: str, *expressions: str, body: Any = SALES, **settings: Any) -> Case:
    """Give a case that shows each of many expressions in a field of its own."""
    shown = [
        {"id": f"{index}", "name": f"e{index}", "value": f"={{{{ {each} }}}}", "type": "object"}
        for index, each in enumerate(expressions)
    ]
    for each, expression in zip(shown, expressions, strict=True):
        each["value"] = f"={{{{ ({{v: {expression}}}) }}}}"
    made = node("Table", "set", 3.4, {"assignments": {"assignments": shown}, "options": {}})
    return one(name, made, body=body, **settings)


CASES = [
    one(
        "code-group",
        code(
            "Group",
            "const groups = {};\n"
            "for (const sale of $input.first().json.body.sales) {\n"
            "  (groups[sale.region] ??= []).push(sale.amount);\n"
            "}\n"
            "return Object.entries(groups).map(([region, amounts]) => ({\n"
            "  json: { region, total: amounts.reduce((a, b) => a + b, 0), count: amounts.length, max: Math.max(...amounts) },\n"
            "}));",
        ),
    ),
    one(
        "code-each",
        SPLIT,
        code(
            "Each",
            "const item = $input.item;\nitem.json.index = $itemIndex;\nitem.json.when = new Date($json.at).toISOString();\nitem.json.first = $('Webhook').first().json.body.sales[0].region;\nreturn item;",
            each=True,
        ),
        fields("After", {"region": "={{ $('Split Out').item.json.region }}", "index:number": "={{ $json.index }}"}),
    ),
    one(
        "code-paired",
        SPLIT,
        code(
            "Turn",
            "return items.map((item, i) => ({json: {amount: item.json.amount}, pairedItem: {item: i}})).reverse();",
        ),
        raw("Ask", "={{ {mine: $json.amount, theirs: $('Split Out').item.json.amount} }}"),
    ),
    one(
        "code-async",
        code(
            "Async",
            "const wait = (ms, v) => new Promise(r => setTimeout(() => r(v), ms));\nconst all = await Promise.all([wait(5, 1), Promise.resolve(2)]);\nreturn [{json: {all, async: true}}];",
        ),
    ),
    one(
        "code-variables",
        code(
            "Variables",
            "return [{json: {\n"
            "  workflow: $workflow.name, active: $workflow.active, mode: $execution.mode, run: $runIndex, prev: $prevNode.name,\n"
            "  node: $('Webhook').isExecuted, params: $('Webhook').params?.path, length: $input.all().length, last: $input.last().json.body.text.length,\n"
            "  env: typeof process, req: typeof require, buffer: typeof Buffer === 'function' ? Buffer.from('hi').toString('base64') : null,\n"
            "  json: JSON.stringify({a: undefined, b: null, c: NaN}), jmes: $jmespath($input.first().json, 'body.sales[?amount > `0`].region'),\n"
            "  date: DateTime.fromISO('2024-02-29T10:00:00Z').plus({years: 1}).toISODate(), url: typeof URL,\n"
            "}}];",
        ),
    ),
    one(
        "code-redeclared",
        SPLIT,
        code(
            "Items",
            "const items = $input.all();\nconst total = items.reduce((sum, {json}) => sum + json.amount, 0);\nreturn items.map(item => ({json: {share: Math.round(item.json.amount / total * 100)}}));",
        ),
    ),
    one("code-require", code("Require", "const fs = require('fs');\nreturn [{json: {fs: typeof fs}}];")),
    one(
        "code-crypto",
        code(
            "Require",
            "const crypto = require('crypto');\nreturn [{json: {h: crypto.createHash('sha256').update('x').digest('hex')}}];",
        ),
    ),
    one(
        "code-static",
        code(
            "Count",
            "const data = $getWorkflowStaticData('global');\ndata.count = (data.count || 0) + 1;\nreturn [{json: {count: data.count}}];",
        ),
        more=({}, {}),
    ),
    one(
        "code-python-like-mistakes",
        code("Mistake", "return [{json: {a: $json.body.sales.length, b: $input.item.json.body.text.trim().length}}];"),
    ),
    one("code-syntax", code("Syntax", "const a = ;\nreturn [];")),
    one(
        "code-old-names",
        code(
            "Old",
            "for (const item of items) {\n  item.json.count = item.json.body.sales.length;\n  delete item.json.headers;\n}\nreturn items;",
        ),
    ),
    one(
        "code-types",
        code(
            "Types",
            "return [{json: {date: new Date(0), map: new Map([[1, 2]]), set: new Set([1]), fn: () => 1, sym: undefined, big: 12345678901234567890, inf: Infinity, nested: {d: DateTime.fromISO('2024-01-01T00:00:00Z')}, re: /x/g, err: new Error('e').message}}];",
        ),
    ),
    table(
        "dates",
        "DateTime.fromISO($json.body.sales[0].at).toFormat('yyyy-MM-dd HH:mm')",
        "$json.body.sales[0].at.toDateTime().plus(1, 'day').toISO()",
        "DateTime.fromISO('2024-01-31').plus({months: 1}).toISODate()",
        "DateTime.fromISO('2024-03-10T12:00:00Z').diff(DateTime.fromISO('2024-03-01T00:00:00Z'), ['days', 'hours']).toObject()",
        "DateTime.fromISO('2024-03-10').weekdayLong",
        "DateTime.fromISO('2024-12-30').weekNumber",
        "DateTime.fromISO('2024-05-05').startOf('week').toISO()",
        "DateTime.fromISO('2024-05-05').endOf('month').toFormat('dd LLL yyyy')",
        "DateTime.fromISO('2024-05-05T10:00:00Z').setZone('America/New_York').toFormat('ff')",
        "DateTime.fromFormat('05/03/2024', 'dd/MM/yyyy').toISODate()",
        "DateTime.fromSeconds(1700000000).toUTC().toISO()",
        "DateTime.fromMillis(1700000000123).toISO()",
        "new Date('2024-02-29T00:00:00Z').toISOString()",
        "'2024-02-29'.toDateTime().isValid",
        "DateTime.fromISO('nonsense').isValid",
        "DateTime.fromISO('2024-05-05') < DateTime.fromISO('2024-05-06')",
        "DateTime.fromISO('2024-05-05T10:00:00Z').toMillis()",
        "DateTime.fromISO('2024-05-05T10:00:00Z').toLocaleString(DateTime.DATE_MED)",
        "DateTime.fromISO('2024-05-05').minus({days: 5}).hasSame(DateTime.fromISO('2024-04-01'), 'month')",
        "Math.floor(DateTime.fromISO('2024-05-05').diff(DateTime.fromISO('2024-04-01'), 'weeks').weeks)",
        "$now.diff(DateTime.fromISO('2020-01-01'), 'years').years > 4",
        "$today.hour",
        "$now.toFormat('yyyy').length",
        "'2024-05-05T10:00:00'.toDateTime().format('MMMM d')",
        "DateTime.fromISO('2024-05-05').extract('month')",
        "DateTime.fromISO('2024-05-05').isWeekend()",
        "DateTime.fromISO('2024-01-01').isBetween('2023-01-01', '2025-01-01')",
    ),
    table(
        "dates-berlin",
        "DateTime.fromISO('2024-03-31T01:30:00').plus({hours: 1}).toISO()",
        "$now.zoneName",
        "'2024-07-01T12:00:00Z'.toDateTime().toFormat('HH:mm ZZ')",
        "DateTime.fromISO('2024-07-01').toISO()",
        timezone="Europe/Berlin",
    ),
    table(
        "strings",
        "$json.body.text.trim().length",
        "$json.body.text.extractEmail()",
        "$json.body.text.extractUrl()",
        "$json.body.text.toTitleCase()",
        "'hello world'.toSentenceCase()",
        "'Hello World'.toSnakeCase()",
        "'héllo wörld'.replaceSpecialChars()",
        "'<b>x</b>'.removeTags()",
        "'abc'.hash('sha256')",
        "'abc'.base64Encode()",
        "'YWJj'.base64Decode()",
        "'a b&c'.urlEncode()",
        "'5'.toInt() + '2.5'.toFloat() + '7'.toNumber()",
        "'yes'.toBoolean()",
        "'{\"a\": 1}'.parseJson().a",
        "'joe@example.org'.isEmail()",
        "'https://example.org'.isUrl()",
        "''.isEmpty()",
        "'x'.isNotEmpty()",
        "'12'.isNumeric()",
        "'abc'.quote()",
        "'abc'.split('').reverse().join('')",
        "'https://example.org/a'.extractDomain()",
        "'a-b-c'.split('-').last()",
        "'abcdef'.slice(1, 3).padStart(5, '*')",
        "`template ${1 + 1}`",
        "'aXbX'.replaceAll('X', '-')",
        "'über'.normalize('NFD').length",
    ),
    table(
        "numbers-lists",
        "(3.14159).round(2)",
        "(1234567.891).format()",
        "(5).isEven()",
        "(7.2).ceil()",
        "(-7.2).abs()",
        "(0.1 + 0.2)",
        "1e21",
        "9007199254740993",
        "[3, 1, 2].sort()",
        "[1, 2, 2].unique()",
        "[1, 2, 3].sum()",
        "[1, 2, 3].average()",
        "[1, null, '', undefined, 0].compact()",
        "[1, 2, 3, 4, 5].chunk(2)",
        "[{a: 1}, {a: 2}].pluck('a')",
        "[1, 2].union([2, 3])",
        "[1, 2].difference([2])",
        "[1, 2].intersection([2])",
        "[1, 2, 3].first() + [1, 2, 3].last()",
        "[{k: 'a', v: 1}].smartJoin('k', 'v')",
        "[1, 2].append(3)",
        "[].isEmpty()",
        "[1, 2, 3].max() - [1, 2, 3].min()",
        "({a: 1, b: null}).compact()",
        "({a: 1, b: 2}).keys()",
        "({a: 1}).hasField('a')",
        "Object.assign({a: 1}, {b: 2})",
        "({a: 1, b: 2}).removeField('a')",
        "({a: 'x y', b: 2}).urlEncode()",
        "({a: {b: 1}}).toJsonString()",
        "$json.body.sales.map(s => s.amount).filter(a => a > 0).reduce((a, b) => a + b)",
        "$json.body.sales.find(s => s.region === 'south')?.amount ?? 'none'",
        "Object.groupBy ? 1 : 0",
        "$if(1 > 2, 'yes', 'no')",
        "$ifEmpty('', 'default')",
        "$min(1, 2, 3) + $max(1, 2)",
        "$jmespath($json.body, 'sales[*].region')",
        "[...new Set($json.body.sales.map(s => s.region))]",
        "$json.body.sales.every(s => s.tags.length)",
        "typeof $json.body.nothing",
        "$json['body']['sales'].length",
        "$node['Webhook'].json.body.text.length",
        "$items('Webhook').length",
        "$workflow.name + ' ' + $execution.mode",
        "isNaN('x') ? parseInt('12px') : encodeURIComponent('ä')",
        "(() => { try { return JSON.parse('{') } catch (e) { return e.name } })()",
    ),
    one(
        "mixed-text",
        raw("Mixed", "={{ {text: `a ${$json.body.sales.length}`} }}"),
        fields(
            "Text",
            {
                "a": "Total: {{ 1 + 1 }}",
                "b": "=Total: {{ 1 + 1 }} {{ null }} {{ undefined }} {{ [1, 2] }} {{ {a: 1} }} {{ true }}",
                "c": "={{ 1 }}{{ 2 }}",
                "d:number": "={{ '3' }}",
                "e": "={{ [1,2] }}",
                "f": "=",
                "g:boolean": "={{ 'false' }}",
            },
        ),
    ),
]

/** A number in [0, 1), the next of its seed. Mulberry32. */
type Random = () => number;

function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Names that lead to a prototype, or would if a template could follow them. */
export const FORBIDDEN_NAMES = [
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "__defineGetter__",
  "__lookupGetter__",
  "canary",
] as const;

const NAMES = [
  "debtor.first_name",
  "debtor.full_name",
  "account.arrears",
  "account.due_date",
  "accounts",
  "accounts.total",
  "accounts.first",
  "accounts[0]",
  "accounts.size",
  "payment_link",
  "today",
  "each",
  "each.reference",
  "each.arrears",
  "made",
  "nothing.at.all",
];
const FILTERS = [
  "money",
  "date",
  "date: 'weekday'",
  "default: 'you'",
  "upcase",
  "append: made",
  "append: 'xxxxxxxxxx'",
  "prepend: debtor.full_name",
  "truncate: 5",
  "truncate: 99999999",
  "join: '-'",
  "minus: 1",
  "size",
  "first",
  "strip_html",
  "concat: accounts",
  "map: 'reference'",
  "where: 'reference'",
  "json",
  "raw",
  "constructor",
  "__proto__",
  "toString",
  "valueOf",
];
/** What a person would write. */
const TAME = [
  "{{ debtor.first_name }}",
  "{{ debtor.full_name | upcase }}",
  "{{ account.arrears | money }}",
  "{{ account.due_date | date: 'day' }}",
  "{{ accounts.count | minus: 1 }}",
  "{{ accounts.total | money }}",
  "{{ debtor.first_name | default: 'you' | truncate: 20 }}",
  "{{ debtor.full_name | append: debtor.first_name }}",
  "{{ payment_link }}",
  "{{ today | date: 'weekday' }}",
];
const TAME_OVER = ["(1..3)", "(1..12)", "accounts", "accounts limit: 1"];
const TAME_IF = ["debtor.nothing", "accounts.count > 1", "account.arrears > 500", "each == 2"];

const TAGS = ["tablerow", "include", "render", "layout", "block", "capture", "cycle", "increment"];
const RANGES =
  "(1..3) (1..3) (1..3) (1..5) (1..20) (1..made) (1..9999) (1..100000000) (-5..99999)".split(" ");

/** Published attacks on Liquid: harttle/liquidjs, test/integration/liquid/dos.spec.ts and #897. */
const ATTACKS = [
  "{{ debtor | valueOf }}",
  "{{ debtor | constructor }}",
  "{{ debtor | __defineGetter__ }}",
  "{% constructor %}",
  "{{ debtor.constructor }}",
  "{{ debtor.__proto__ }}",
  "{{ accounts.constructor.constructor }}",
  "{{ debtor['constructor'] }}",
  "{{ debtor[payment_link] }}",
  "{%- for i in (1..5000000) -%}{%- endfor -%}",
  "{%- tablerow i in (1..1000000) cols:1 -%}{%- endtablerow -%}",
  "{% for i in (1..1000) %}{{i}},{% endfor %}",
  "{% for i in (1..100) %}{% assign accounts = accounts | concat: accounts %}{% endfor %}{{ accounts | join }}",
  "{% assign made = 'xxxxxxxxxx' %}{% for i in (1..100) %}{% assign made = made | append: made %}{% endfor %}{{ made }}",
  "{% for a in (1..999) %}{% for b in (1..999) %}{% for c in (1..999) %}x{% endfor %}{% endfor %}{% endfor %}",
  "{{ '<script' | append: '<script' | strip_html }}",
  "{% include '/etc/passwd' %}",
  "{% render '../../package.json' %}",
  "{{ 'now' | date: '%s' }}",
];

/** Values as people who mean harm would write them. */
const VALUES = [
  "Thandi",
  "http://evil.example",
  "<script>alert(1)</script>",
  "{{ payment_link }}",
  "{% for i in (1..99999999) %}x{% endfor %}",
  "__proto__",
  "constructor",
  "a.b".repeat(3_000),
  ")".repeat(5_000),
  "@".repeat(5_000),
  ".".repeat(5_000),
];

export interface MadeUpTemplate {
  readonly text: string;
  /** What the debtor is called. */
  readonly name: string;
}

/** A template from grammar, attacks and noise, the same one for the same numbers. */
export function randomTemplate(seed: number, index: number): MadeUpTemplate {
  const random = seededRandom(seed ^ Math.imul(index + 1, 0x9e3779b1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("There is nothing to pick from");
    return item;
  };
  const many = (most: number) => 1 + Math.floor(random() ** 2 * most);
  const name = (): string => {
    const own = random() < 0.25 ? pick(FORBIDDEN_NAMES) : pick(NAMES);
    if (random() < 0.2) return `${own}.${pick(FORBIDDEN_NAMES)}`;
    return random() < 0.1 ? `${own}["${pick(FORBIDDEN_NAMES)}"]` : own;
  };
  const expression = (): string => {
    const filters = Array.from({ length: Math.floor(random() * 4) }, () => ` | ${pick(FILTERS)}`);
    return `${name()}${filters.join("")}`;
  };
  const isTame = random() < 0.6;
  const tamePiece = (depth: number): string => {
    const roll = random();
    if (roll < 0.8 || depth > 3) return pick(TAME);
    if (roll < 0.9) return `{% if ${pick(TAME_IF)} %}${body(depth)}{% endif %}`;
    return `{% for each in ${pick(TAME_OVER)} %}${body(depth)}{% endfor %}`;
  };
  const piece = (depth: number): string => {
    if (isTame) return tamePiece(depth);
    const roll = random();
    if (roll < 0.3 || depth > 5) return `{{ ${expression()} }}`;
    if (roll < 0.4) return `{% assign made = ${expression()} %}`;
    if (roll < 0.55)
      return `{% if ${name()} ${pick(["==", ">", "contains"])} ${name()} %}${body(depth)}{% endif %}`;
    if (roll < 0.75) {
      const over = random() < 0.5 ? pick(RANGES) : name();
      return `{% for each in ${over} %}${body(depth)}{% endfor %}`;
    }
    if (roll < 0.8) return `{% case ${name()} %}{% when ${name()} %}${body(depth)}{% endcase %}`;
    if (roll < 0.85) return `{% ${pick(TAGS)} ${name()} %}`;
    if (roll < 0.89) return pick(ATTACKS);
    return pick(["Dear ", "{{", "{%", "}}", "{% endif %}", "\u202E", "é".repeat(many(300)), "<b>"]);
  };
  const body = (depth: number): string =>
    Array.from({ length: many(4) }, () => piece(depth + 1)).join("");

  const nested = !isTame && random() < 0.02;
  const text = nested
    ? `${"{% if debtor %}".repeat(many(900))}x${"{% endif %}".repeat(many(900))}`
    : Array.from({ length: many(12) }, () => piece(0)).join(" ");
  return { text: cut(random, text), name: pick(VALUES) };
}

/** Now and then a template is cut, doubled or made as long as one may be. */
function cut(random: Random, text: string): string {
  const roll = random();
  if (roll < 0.05) return text.slice(0, Math.floor(random() * text.length));
  if (roll < 0.07) return text.repeat(Math.max(1, Math.floor(20_000 / Math.max(1, text.length))));
  if (roll < 0.08) return text.repeat(Math.max(1, Math.floor(160_000 / Math.max(1, text.length))));
  return text;
}

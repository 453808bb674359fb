import { Context, Liquid, toValueSync, type Emitter, type Template } from "liquidjs";
import { formatDate, type DateSetting } from "./format-date.ts";
import { escapeHtml } from "./design/liquid-html.ts";
import {
  MAX_ALLOCATION,
  MAX_HTML,
  MAX_HTML_OUTPUT,
  MAX_OUTPUT,
  MAX_STEPS,
  MAX_TEXT,
} from "./limits.ts";
import { formatMoney } from "./money.ts";
import { TemplateFault } from "./template-fault.ts";

const TAGS: ReadonlySet<string> = new Set(
  "assign break case comment continue for if raw unless #".split(" "),
);

const FILTERS: ReadonlySet<string> = new Set(
  "append capitalize default downcase first join last minus prepend size strip truncate upcase".split(
    " ",
  ),
);

/** What the filters `money` and `date` need to know besides the value. */
export interface Setting extends DateSetting {
  /** Of every amount in the message, as ISO 4217 writes it. */
  readonly currency: string;
}

/** Liquid as far as a message needs it. */
export interface Engine {
  /** @throws LiquidError for text that is not Liquid, and for tags and filters that are not allowed */
  readonly parse: (text: string) => Template[];
  /** @throws TemplateFault or LiquidError */
  readonly render: (templates: Template[], scope: object, setting: Setting) => string;
}

/** Where what is rendered goes: `html` escapes whatever is put in, literals of the author's too. */
export type RenderedAs = "text" | "html";

/**
 * Makes the one engine for preview, checks and sending. Its author does not call Liquid a sandbox (liquidjs#381),
 * so it gets no files, no partials, only tags and filters from a list, and data without prototypes.
 * Filters of liquidjs that read the clock or the machine's zone are not among them.
 */
export function createEngine(as: RenderedAs): Engine {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    // Only so that `default` and `if` may ask about a value that is not there.
    lenientIf: true,
    templates: {},
    relativeReference: false,
    dynamicPartials: false,
    parseLimit: as === "html" ? MAX_HTML : MAX_TEXT,
    memoryLimit: MAX_ALLOCATION,
    ...(as === "html" ? { outputEscape: (value: unknown) => escapeHtml(textOf(value)) } : {}),
  });
  // Templates can reach whatever is in the context, so what the filters need is kept beside it.
  const settings = new WeakMap<Context, Setting>();

  for (const name of Object.keys(liquid.tags)) if (!TAGS.has(name)) delete liquid.tags[name];
  for (const name of Object.keys(liquid.filters)) {
    if (!FILTERS.has(name)) liquid.unregisterFilter(name);
  }
  liquid.registerFilter("money", function money(amount: unknown) {
    if (typeof amount !== "number") throw new TemplateFault("A value is not an amount.");
    return formatMoney(amount, settingOf(this.context).currency);
  });
  liquid.registerFilter("date", function date(value: unknown, format: unknown) {
    return formatDate(value, format, settingOf(this.context));
  });

  function settingOf(context: Context): Setting {
    const setting = settings.get(context);
    if (setting === undefined) throw new TemplateFault("A filter stands outside any message.");
    return setting;
  }

  return {
    parse: (text) => liquid.parse(text),
    render: (templates, scope, setting) => {
      const context = new Context(scope, liquid.options, { sync: true }, { liquid });
      settings.set(context, setting);
      countSteps(context);
      const output = new BoundedText(as === "html" ? MAX_HTML_OUTPUT : MAX_OUTPUT);
      toValueSync(liquid.renderer.renderTemplates(templates, context, output));
      return output.buffer;
    },
  };
}

/** liquidjs asks its limit of time before every piece of a template; here the limit counts the questions. */
function countSteps(context: Context): void {
  let steps = 0;
  context.renderLimit.check = () => {
    steps += 1;
    if (steps > MAX_STEPS) throw new TemplateFault("The text repeats itself too often.");
  };
}

/** Takes only what can be read as text, and only so much of it. */
class BoundedText implements Emitter {
  buffer = "";
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  write(piece: unknown): void {
    this.buffer += textOf(piece);
    if (this.buffer.length > this.#limit) throw new TemplateFault("The text becomes too long.");
  }
}

/** @throws TemplateFault for what cannot be read as text */
export function textOf(piece: unknown): string {
  if (typeof piece === "string") return piece;
  if (typeof piece === "number" || typeof piece === "boolean") return String(piece);
  if (piece === null || piece === undefined) throw new TemplateFault("A value is missing.");
  throw new TemplateFault("A list or a group of values cannot be written; name one of its values.");
}

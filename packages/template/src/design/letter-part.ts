import { textOf, type Engine, type Setting } from "../engine.ts";
import { formatDate } from "../format-date.ts";
import { formatMoney } from "../money.ts";
import { compileText, type CompiledText } from "../compiled-text.ts";
import { TemplateFault } from "../template-fault.ts";
import { askOf } from "./block-condition.ts";
import type { AccountColumnField, Block, ImageId } from "./block.ts";
import { withoutMarks } from "./design-text.ts";
import { payLines } from "./pay-lines.ts";

/** One part of a letter below its subject, with what is put in: plain text, lines divided by line breaks. */
export type LetterPart =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "table";
      readonly headings: readonly string[];
      /** Columns of amounts stand to the right. */
      readonly isAmount: readonly boolean[];
      readonly rows: readonly (readonly string[])[];
      /** Lines below: what is not listed, and the sum. */
      readonly notes: readonly string[];
    }
  | {
      readonly kind: "terms";
      readonly title: string;
      readonly lines: readonly { readonly label: string; readonly value: string }[];
    }
  | {
      readonly kind: "image";
      readonly image: ImageId;
      readonly alt: string;
      readonly widthPercent: number;
    }
  | { readonly kind: "divider" }
  | { readonly kind: "legal"; readonly text: string };

/** A block of a letter ready to render: its texts are read once. */
export interface CompiledLetterBlock {
  readonly block: Block;
  /** Renders to a word where the block is to stand; undefined where it always does. */
  readonly when: CompiledText | undefined;
  readonly text: CompiledText | undefined;
}

export function compileLetterBlock(engine: Engine, block: Block): CompiledLetterBlock {
  const text = "text" in block ? compileText(engine, withoutMarks(block.text)) : undefined;
  const when =
    block.when === undefined
      ? undefined
      : compileText(engine, `{% if ${askOf(block.when)} %}yes{% endif %}`);
  return { block, when, text };
}

export interface LetterScope {
  readonly engine: Engine;
  readonly scope: object;
  readonly setting: Setting;
}

/** @throws TemplateFault or LiquidError */
export function renderLetterBlock(
  { block, when, text }: CompiledLetterBlock,
  given: LetterScope,
): readonly LetterPart[] {
  if (when !== undefined && said(when, given) === "") return [];
  switch (block.kind) {
    case "heading":
    case "text":
    case "legal": {
      const words = text === undefined ? "" : said(text, given).trim();
      return words === "" ? [] : [{ kind: block.kind, text: words }];
    }
    case "accounts":
      return [tableOf(block, given)];
    case "pay":
      return [termsOf(block, given)];
    // A button of paper is its label and where it leads.
    case "button": {
      const link = fieldIn(given.scope, block.link);
      if (link === undefined) throw new TemplateFault(`There is no value for ${block.link}.`);
      return [{ kind: "text", text: `${withoutMarks(block.label)}: ${textOf(link)}` }];
    }
    case "image": {
      const { image, alt, widthPercent } = block;
      return [{ kind: "image", image, alt, widthPercent }];
    }
    case "divider":
      return [{ kind: "divider" }];
  }
}

function said(text: CompiledText, { engine, scope, setting }: LetterScope): string {
  if (text.kind === "broken") throw new TemplateFault(text.fault);
  return engine.render(text.pieces, scope, setting);
}

function tableOf(
  { columns, most, moreLabel, totalLabel }: Extract<Block, { kind: "accounts" }>,
  { scope, setting }: LetterScope,
): LetterPart {
  const accounts = fieldIn(scope, "accounts");
  const lines: readonly unknown[] = Array.isArray(accounts) ? accounts : [];
  const rows = lines
    .slice(0, most)
    .map((line) => columns.map(({ field }) => cellOf(line, field, setting)));
  const rest = lines.length - rows.length;
  const total = totalLabel === undefined ? undefined : fieldIn(accounts, "total");
  if (totalLabel !== undefined && total === undefined) {
    throw new TemplateFault("There is no value for accounts.total.");
  }
  return {
    kind: "table",
    headings: columns.map(({ label }) => label),
    isAmount: columns.map(({ field }) => field === "arrears" || field === "balance"),
    rows,
    notes: [
      ...(rest > 0 ? [`${rest} ${moreLabel}`] : []),
      ...(typeof total === "number"
        ? [`${totalLabel}: ${formatMoney(total, setting.currency)}`]
        : []),
    ],
  };
}

/** An amount that is withheld keeps the whole letter back; a date may be missing. */
function cellOf(line: unknown, field: AccountColumnField, setting: Setting): string {
  const value = fieldIn(line, field);
  switch (field) {
    case "arrears":
    case "balance":
      if (typeof value !== "number") {
        throw new TemplateFault(`There is no value for accounts.${field}.`);
      }
      return formatMoney(value, setting.currency);
    case "due_date":
      return value === undefined ? "" : formatDate(value, undefined, setting);
    case "reference":
    case "pay_reference":
      return value === undefined ? "" : textOf(value);
  }
}

function termsOf(
  { title, labels }: Extract<Block, { kind: "pay" }>,
  { scope }: LetterScope,
): LetterPart {
  const lines = payLines(labels).flatMap(({ label, field }) => {
    const value = fieldIn(scope, field);
    return value === undefined ? [] : [{ label, value: textOf(value) }];
  });
  return { kind: "terms", title: withoutMarks(title), lines };
}

/** What a path of own properties leads to. */
function fieldIn(from: unknown, path: string): unknown {
  let found = from;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = Object.getOwnPropertyDescriptor(found, name)?.value;
  }
  return found;
}

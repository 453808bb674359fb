import { onlyIf } from "./block-condition.ts";
import type { AccountColumnField, Block } from "./block.ts";
import { payLines, type PayLine } from "./pay-lines.ts";

/** What blocks say as plain text, as Liquid: the text part of an e-mail, and what is kept of a letter. */
export function textOfBlocks(blocks: readonly Block[]): string {
  const texts = blocks.flatMap((block) => {
    const text = textOf(block);
    if (text === "") return [];
    return [block.when === undefined ? `${text}\n\n` : onlyIf(block.when, `${text}\n\n`)];
  });
  return texts.join("").trim();
}

function textOf(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "text":
    case "legal":
      return withoutMarks(block.text);
    case "button":
      return `${withoutMarks(block.label)}: {{ ${block.link} }}`;
    case "accounts":
      return accountsText(block);
    case "pay":
      return withoutMarks(block.title) + payLines(block.labels).map(payText).join("");
    case "image":
      return "";
    case "divider":
      return "---";
  }
}

/** The line break stands within the condition, so that a way to pay that is not there leaves no empty line. */
function payText({ label, field }: PayLine): string {
  return onlyIf({ is: "known", field }, `\n${label}: {{ ${field} }}`);
}

function accountsText({
  columns,
  most,
  totalLabel,
  moreLabel,
}: Extract<Block, { kind: "accounts" }>): string {
  const cells = columns.map(({ field, label }) => `${label} ${accountCell(field)}`).join(", ");
  const lines = `{% for line in accounts limit: ${most} %}- ${cells}\n{% endfor %}`;
  const more = `{% if accounts.count > ${most} %}{{ accounts.count | minus: ${most} }} ${moreLabel}\n{% endif %}`;
  const total = totalLabel === undefined ? "" : `${totalLabel}: {{ accounts.total | money }}`;
  return `${lines}${more}${total}`.trim();
}

/** One value of an account, as Liquid. An amount that is withheld keeps the whole message back; a date may be missing. */
export function accountCell(field: AccountColumnField): string {
  switch (field) {
    case "arrears":
    case "balance":
      return `{{ line.${field} | money }}`;
    case "due_date":
      return "{% if line.due_date %}{{ line.due_date | date }}{% endif %}";
    case "reference":
      return "{{ line.reference }}";
    case "pay_reference":
      return "{% if line.pay_reference %}{{ line.pay_reference }}{% endif %}";
  }
}

/** A text without the marks of bold. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/\*\*([^*]+)\*\*/g, "$1");
}

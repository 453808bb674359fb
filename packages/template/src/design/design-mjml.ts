import { askOf, onlyIf } from "./block-condition.ts";
import type { Block } from "./block.ts";
import type { Design } from "./design.ts";
import { accountCell } from "./design-text.ts";
import { liquidHtml } from "./liquid-html.ts";
import { payLines } from "./pay-lines.ts";

const ACCENT = "#1f5f8b";
const INK = "#1c2430";
const QUIET = "#5a6472";
const FONT = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** Images of our own have addresses that are only known where a message is sent. */
export const IMAGE_SCHEME = "fairflow-image:";

/**
 * Blocks as MJML whose texts are Liquid. It is compiled once, when a template is saved; what stands between the marks of
 * Liquid goes through the compiler untouched.
 */
export function mjmlOfBlocks(
  { blocks, accent = ACCENT }: Omit<BlocksDesign, "kind">,
  language: string,
): string {
  const sections = blocks.map((block) => sectionWhere(block, accent));
  return `<mjml lang="${language}">
<mj-head>
<mj-attributes>
<mj-all font-family="${FONT}" />
<mj-text font-size="16px" line-height="1.5" color="${INK}" padding="8px 24px" />
<mj-table font-size="15px" line-height="1.5" color="${INK}" padding="8px 24px" />
<mj-section padding="0" background-color="#ffffff" />
</mj-attributes>
<mj-style>
@media (prefers-color-scheme: dark) {
  .page, .page > div { background-color: #14181f !important; }
  .part, .part table { background-color: #1c222c !important; }
  .part div, .part td, .part th { color: #e8ebf0 !important; }
  .quiet div { color: #a9b2bf !important; }
}
</mj-style>
</mj-head>
<mj-body background-color="#f3f4f6" css-class="page" width="600px">
${SPACE}
${sections.join("\n")}
${SPACE}
</mj-body>
</mjml>`;
}

type BlocksDesign = Extract<Design, { kind: "blocks" }>;

const SPACE = `<mj-section css-class="part"><mj-column><mj-spacer height="16px" /></mj-column></mj-section>`;

/** Between sections only elements may stand, so a condition around one is written raw. */
function sectionWhere(block: Block, accent: string): string {
  const section = sectionOf(block, accent);
  if (block.when === undefined) return section;
  return `<mj-raw>{% if ${askOf(block.when)} %}</mj-raw>\n${section}\n<mj-raw>{% endif %}</mj-raw>`;
}

function sectionOf(block: Block, accent: string): string {
  const quiet = block.kind === "legal" ? " quiet" : "";
  return `<mj-section css-class="part${quiet}"><mj-column>${elementOf(block, accent)}</mj-column></mj-section>`;
}

function elementOf(block: Block, accent: string): string {
  switch (block.kind) {
    case "heading":
      return `<mj-text font-size="22px" line-height="1.3" font-weight="700" color="${accent}">${liquidHtml(block.text)}</mj-text>`;
    case "text":
      return `<mj-text>${liquidHtml(block.text)}</mj-text>`;
    case "button":
      return `<mj-button href="{{ ${block.link} }}" background-color="${accent}" color="#ffffff" font-size="17px" font-weight="700" border-radius="6px" inner-padding="14px 28px" padding="12px 24px">${liquidHtml(block.label)}</mj-button>`;
    case "accounts":
      return accountsTable(block);
    case "pay":
      return payTable(block);
    case "image":
      return `<mj-image src="${IMAGE_SCHEME}${block.image}" alt="${liquidHtml(block.alt)}" width="${Math.round(5.52 * block.widthPercent)}px" padding="8px 24px" />`;
    case "divider":
      return `<mj-divider border-width="1px" border-color="#d5dae1" padding="8px 24px" />`;
    case "legal":
      return `<mj-text font-size="13px" line-height="1.45" color="${QUIET}">${liquidHtml(block.text)}</mj-text>`;
  }
}

const CELL = "padding:6px 8px 6px 0;vertical-align:top;border-bottom:1px solid #d5dae1";

function accountsTable({
  columns,
  most,
  totalLabel,
  moreLabel,
}: Extract<Block, { kind: "accounts" }>): string {
  const heads = columns.map(
    ({ field, label }) =>
      `<th style="${CELL};text-align:${sideOf(field)};font-weight:700">${liquidHtml(label)}</th>`,
  );
  const cells = columns.map(
    ({ field }) => `<td style="${CELL};text-align:${sideOf(field)}">${accountCell(field)}</td>`,
  );
  const whole = `<tr><td colspan="${columns.length}" style="padding:6px 8px 6px 0`;
  const more = `{% if accounts.count > ${most} %}${whole}">{{ accounts.count | minus: ${most} }} ${liquidHtml(moreLabel)}</td></tr>{% endif %}`;
  const total =
    totalLabel === undefined
      ? ""
      : `${whole};text-align:right;font-weight:700">${liquidHtml(totalLabel)}: {{ accounts.total | money }}</td></tr>`;
  return `<mj-table><tr>${heads.join("")}</tr>{% for line in accounts limit: ${most} %}<tr>${cells.join("")}</tr>{% endfor %}${more}${total}</mj-table>`;
}

function sideOf(field: string): "left" | "right" {
  return field === "arrears" || field === "balance" ? "right" : "left";
}

function payTable({ title, labels }: Extract<Block, { kind: "pay" }>): string {
  const rows = payLines(labels).map(({ label, field }) => {
    const isLink = field === "payment_link";
    const value = isLink ? `<a href="{{ ${field} }}">{{ ${field} }}</a>` : `{{ ${field} }}`;
    return onlyIf(
      { is: "known", field },
      `<tr><td style="${CELL};width:40%">${liquidHtml(label)}</td><td style="${CELL};font-weight:700;word-break:break-word">${value}</td></tr>`,
    );
  });
  const heading =
    title === ""
      ? ""
      : `<tr><th colspan="2" style="${CELL};text-align:left">${liquidHtml(title)}</th></tr>`;
  return `<mj-table>${heading}${rows.join("")}</mj-table>`;
}

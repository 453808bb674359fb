const LIQUID = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;

/**
 * A text with Liquid as HTML with the same Liquid: what stands around the marks is escaped, lines are broken, `**bold**`
 * is bold. What Liquid puts in is escaped when it is put in.
 */
export function liquidHtml(text: string): string {
  const escaped = text
    .split(LIQUID)
    .map((piece, index) => (index % 2 === 1 ? piece : escapeHtml(piece).replaceAll("\n", "<br />")))
    .join("");
  return escaped.replaceAll(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>");
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

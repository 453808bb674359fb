/**
 * What a number field writes while one types: the number where the text is one in full, else the text itself. So an
 * emptied field stays empty, `1.` can become `1.5`, and what is not a number shows as a problem instead of vanishing.
 */
export function typedNumber(text: string): number | string {
  if (text.trim() === "") return "";
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : text;
}

/** The same once the field is left: `3.50` and ` 7` are numbers after all. */
export function settledNumber(text: string): number | string {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : text;
}

export function numberText(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : "";
}

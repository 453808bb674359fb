/** Reads `120.50`, `120,5` or `1 204` as minor units; undefined when it is not an amount above nothing. */
export function minorFromText(text: string): number | undefined {
  const match = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s\u00a0]/g, ""));
  if (match === null) return undefined;
  const minor = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return minor > 0 ? minor : undefined;
}

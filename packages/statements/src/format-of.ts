/** In which format a file is, as far as its first characters tell; a table has to be asked for. */
export function formatOf(text: string): "mt940" | "camt053" | "table" {
  const start = text.slice(0, 4096);
  if (/^\uFEFF?\s*</.test(start)) return "camt053";
  return /(?:^|[\r\n]|\{4:)\s*:20:/.test(start) ? "mt940" : "table";
}

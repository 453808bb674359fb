/** Whether a row, and not the connection or the server, made a batch fail (PostgreSQL error classes 22, 23, and P0001). */
export function blamesData(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = codeOf(fault) ?? codeOf(fault.cause);
  return code !== undefined && /^(22|23|P0001)/.test(code);
}

function codeOf(fault: unknown): string | undefined {
  if (typeof fault !== "object" || fault === null || !("code" in fault)) return undefined;
  return typeof fault.code === "string" ? fault.code : undefined;
}

/** An id for a way out that the drawer adds, such as `branch-k7m`. It is drawn, since ids are never reused. */
export function newExitId(what: string): string {
  const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
  const letters = Array.from(
    crypto.getRandomValues(new Uint8Array(3)),
    (byte) => alphabet[byte % alphabet.length],
  );
  return `${what}-${letters.join("")}`;
}

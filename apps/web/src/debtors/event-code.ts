const MOST_LETTERS = 64;

/** `Court order` becomes `court_order`, as events are kept; empty where the words have no letter. */
export function eventCode(words: string): string {
  const code = words.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  return code.replaceAll(/^[_0-9]+|_+$/g, "").slice(0, MOST_LETTERS);
}

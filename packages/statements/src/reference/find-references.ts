import { isPaymentReference, PAYMENT_REFERENCE_CHARACTERS } from "./payment-reference.ts";

const PREFIX = "RF";
/** Letters that are read or typed for a digit. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  O: "0",
  Q: "0",
  D: "0",
  I: "1",
  L: "1",
  Z: "2",
  S: "5",
  G: "6",
  B: "8",
};
const DIGITS_AFTER_PREFIX = PAYMENT_REFERENCE_CHARACTERS - PREFIX.length;

export interface FoundReference {
  readonly reference: string;
  /**
   * `written`: as it is, but for spaces, signs between and small letters. `misread`: with letters for digits that look
   * like them. `bare`: its digits alone, without RF.
   */
  readonly how: "written" | "misread" | "bare";
}

/**
 * The payment references that stand in a text, each once and only where its check digits hold. Whatever stands between
 * their characters is read over.
 */
export function findReferences(text: string): readonly FoundReference[] {
  const found = new Map<string, FoundReference>();
  const add = (reference: string, how: FoundReference["how"]) => {
    if (isPaymentReference(reference) && !found.has(reference))
      found.set(reference, { reference, how });
  };
  const squashed = squash(text);
  for (let at = squashed.indexOf(PREFIX); at !== -1; at = squashed.indexOf(PREFIX, at + 1)) {
    const written = squashed.slice(at, at + PAYMENT_REFERENCE_CHARACTERS);
    add(written, "written");
    add(PREFIX + asDigits(written.slice(PREFIX.length)), "misread");
  }
  // Only where the digits stand apart: within a longer number nearly one in a hundred places would hold by chance.
  for (const [digits] of text.matchAll(/(?<![A-Za-z0-9])\d+(?![A-Za-z0-9])/g)) {
    if (digits.length === DIGITS_AFTER_PREFIX) add(PREFIX + digits, "bare");
  }
  return [...found.values()];
}

/** Letters and digits alone, in capitals, full-width ones as their own. */
export function squash(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "");
}

/** With each letter that looks like a digit read as that digit. */
export function asDigits(squashed: string): string {
  return squashed.replaceAll(/[A-Z]/g, (letter) => LOOKALIKES[letter] ?? letter);
}

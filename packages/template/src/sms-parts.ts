/** GSM 03.38 (3GPP TS 23.038), section 6.2.1. The escape character itself is not text. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Section 6.2.1.1: each is sent as an escape and a second septet. */
const EXTENDED = new Set("\f^{}\\[~]|€");

const LIMITS = { gsm7: { single: 160, each: 153 }, ucs2: { single: 70, each: 67 } } as const;

export interface SmsParts {
  readonly encoding: "gsm7" | "ucs2";
  /** Messages that the text is sent and paid as. */
  readonly parts: number;
  /** Septets in `gsm7`, UTF-16 units in `ucs2`. */
  readonly units: number;
}

/**
 * How a text travels by SMS. One character outside the GSM alphabet makes the whole text UCS-2.
 * A pair (an escape with its septet, two surrogates) is never split, so a part may end one unit early.
 */
export function smsParts(text: string): SmsParts {
  const characters = Array.from(text);
  const encoding = characters.every((each) => BASIC.has(each) || EXTENDED.has(each))
    ? "gsm7"
    : "ucs2";
  const sizes = characters.map((each) =>
    encoding === "ucs2" ? each.length : EXTENDED.has(each) ? 2 : 1,
  );
  const units = sizes.reduce((total, size) => total + size, 0);
  const { single, each: room } = LIMITS[encoding];
  if (units <= single) return { encoding, parts: units === 0 ? 0 : 1, units };

  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, parts, units };
}

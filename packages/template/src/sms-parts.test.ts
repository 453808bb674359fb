import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smsParts } from "./sms-parts.ts";

function digits(count: number): string {
  return "1234567890".repeat(20).slice(0, count);
}

// Published in TwilioDevEd/message-segment-calculator, tests/index.test.js (MIT).
describe("agrees with Twilio's calculator on", () => {
  test.for<[string, ReturnType<typeof smsParts>]>([
    [digits(160), { encoding: "gsm7", parts: 1, units: 160 }],
    [digits(161), { encoding: "gsm7", parts: 2, units: 161 }],
    [`😜${digits(68)}`, { encoding: "ucs2", parts: 1, units: 70 }],
    [`😜${digits(69)}`, { encoding: "ucs2", parts: 2, units: 71 }],
    [`😜${digits(133)}`, { encoding: "ucs2", parts: 3, units: 135 }],
    [`🇮🇹${digits(66)}`, { encoding: "ucs2", parts: 1, units: 70 }],
    [`🇮🇹${digits(67)}`, { encoding: "ucs2", parts: 2, units: 71 }],
    ...Array.from("|^€{}[]~\\").flatMap((each): [string, ReturnType<typeof smsParts>][] => [
      [each + digits(158), { encoding: "gsm7", parts: 1, units: 160 }],
      [each + digits(159), { encoding: "gsm7", parts: 2, units: 161 }],
    ]),
  ])("%s", ([text, parts]) => {
    expect(smsParts(text)).toEqual(parts);
  });
});

test.for<[string, string]>([
  // Without the pair on the border both texts would fill their parts to the last unit.
  ["an escape", `${digits(152)}€${digits(152)}`],
  ["a surrogate", `${"ê".repeat(66)}😜${"ê".repeat(66)}`],
])("%s that does not fit moves to the next part with its other half", ([, text]) => {
  expect(smsParts(text).parts).toBe(3);
  expect(smsParts(text.replace(/€|😜/u, text.includes("€") ? "12" : "êê")).parts).toBe(2);
});

test("nothing is no message", () => {
  expect(smsParts("")).toEqual({ encoding: "gsm7", parts: 0, units: 0 });
});

test("parts are never fewer than the units need", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const { encoding, parts, units } = smsParts(text);
      const room = encoding === "gsm7" ? 153 : 67;
      expect(parts * (parts === 1 ? 160 : room)).toBeGreaterThanOrEqual(units);
    }),
  );
});

import { expect, test } from "vitest";
import { CODE_THEMES } from "./code-theme.ts";

/** What Monaco draws code on. */
const GROUNDS: Readonly<Record<string, string>> = { vs: "fffffe", "vs-dark": "1e1e1e" };

const COLOURS = Object.values(CODE_THEMES).flatMap(({ base, rules, colors }) => [
  ...rules.map(({ foreground = "" }): [string, string] => [base, foreground]),
  ...Object.values(colors).map((colour): [string, string] => [base, colour.slice(1)]),
]);

test.for(COLOURS)("on the ground of %s, %s can be read", ([base, colour]) => {
  expect(contrast(colour, GROUNDS[base] ?? "")).toBeGreaterThanOrEqual(4.5);
});

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

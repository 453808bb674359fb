import { Font } from "@react-pdf/renderer";
import { create } from "fontkit";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export const LETTER_FONT = "Noto Sans";

export interface LetterFont {
  /** Whether every character can be printed: a letter with empty boxes is none. */
  readonly canPrint: (text: string) => boolean;
  /** In points, of one line. */
  readonly widthOf: (text: string, size: number) => number;
}

/**
 * Loads Noto Sans from the package that brings it, and makes it known to the renderer. Its licence (SIL Open Font License
 * 1.1) lets it stand in every letter.
 */
export function loadLetterFont(): LetterFont {
  const require = createRequire(import.meta.url);
  const regular =
    require.resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf");
  const bold = require.resolve("@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf");
  Font.register({
    family: LETTER_FONT,
    fonts: [
      { src: regular, fontWeight: 400 },
      { src: bold, fontWeight: 700 },
    ],
  });
  // Names are not divided.
  Font.registerHyphenationCallback((word) => [word]);
  const font = create(readFileSync(regular));
  if (!("layout" in font)) throw new Error("The font of letters is a collection");
  return {
    canPrint: (text) =>
      Array.from(text).every((each) => /\s/.test(each) || font.hasGlyphForCodePoint(codeOf(each))),
    widthOf: (text, size) => (font.layout(text).advanceWidth / font.unitsPerEm) * size,
  };
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

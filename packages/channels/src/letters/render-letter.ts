import { renderToBuffer } from "@react-pdf/renderer";
import type { LetterPart } from "@fairflow/template";
import { loadLetterFont, type LetterFont } from "./letter-font.ts";
import { letterPage, type LetterHouse, type LetterText } from "./letter-page.ts";

/** A letter to be set. */
export interface Letter {
  /** Names the file. */
  readonly attemptId: string;
  /** The lines of the postal address, the name first. */
  readonly to: string;
  readonly subject: string;
  /** Paragraphs with an empty line between two. */
  readonly body: string;
  /** What stands below the subject, where it was laid out; without it the body does. */
  readonly parts?: readonly LetterPart[];
  readonly language: string;
  /** As it stands in the letter. */
  readonly date: string;
  /** The account's, as the debtor knows it. */
  readonly reference: string;
}

export type RenderedLetter =
  | { readonly ok: true; readonly pdf: Uint8Array; readonly pages: number }
  /** It cannot be printed, however often it is tried. */
  | { readonly ok: false; readonly code: string };

export interface LetterPress {
  /** @param madeAt what the file says of when it was made: the same letter at the same time is the same file */
  readonly render: (letter: Letter, madeAt: Date) => Promise<RenderedLetter>;
}

/** What fits below the sender's zone of the window. */
const MOST_LINES = 6;
const RECIPIENT_SIZES = [10, 9, 8];
const MM = 72 / 25.4;

/** The window's inner margins, left and right. */
const WINDOW_MARGINS_MM = 7;

/** So many sheets go into an envelope with a window. */
const MOST_PAGES = 12;

/** More than as many pages can hold; setting it would take seconds. */
const MOST_CHARACTERS = 50_000;
const MOST_PARAGRAPHS = 500;

export function letterPress(house: LetterHouse): LetterPress {
  const font = loadLetterFont();
  return {
    render: async (letter, madeAt) => {
      const set = setLetter(house, font, letter);
      if (!set.ok) return set;
      let pages = 0;
      const element = letterPage(house, { ...set.text, madeAt }, (total) => {
        pages = total;
      });
      const pdf = new Uint8Array(await renderToBuffer(element));
      if (pages > MOST_PAGES) return { ok: false, code: "letter-too-long" };
      return { ok: true, pdf, pages };
    },
  };
}

type SetLetter =
  | { readonly ok: true; readonly text: Omit<LetterText, "madeAt"> }
  | { readonly ok: false; readonly code: string };

function setLetter({ window }: LetterHouse, font: LetterFont, letter: Letter): SetLetter {
  if (letter.body.length > MOST_CHARACTERS) return { ok: false, code: "letter-too-long" };
  const recipient = cleanLines(letter.to).filter((line) => line !== "");
  if (recipient.length < 2) return { ok: false, code: "address-incomplete" };
  if (recipient.length > MOST_LINES) return { ok: false, code: "address-too-long" };
  const widest = (window.widthMm - WINDOW_MARGINS_MM) * MM;
  const recipientSize = RECIPIENT_SIZES.find((size) =>
    recipient.every((line) => font.widthOf(line, size) <= widest),
  );
  if (recipientSize === undefined) return { ok: false, code: "address-too-wide" };
  const parts = (letter.parts ?? [{ kind: "text", text: letter.body }]).flatMap(cleanPart);
  if (parts.length > MOST_PARAGRAPHS) return { ok: false, code: "letter-too-long" };
  const [subject, reference, date] = [letter.subject, letter.reference, letter.date].map((line) =>
    cleanLines(line).join(" "),
  );
  const text = {
    recipient,
    recipientSize,
    date: date ?? "",
    reference: reference ?? "",
    subject: subject ?? "",
    parts,
    language: letter.language,
  };
  const words = [...recipient, ...parts.flatMap(wordsOf), text.subject, text.reference, text.date];
  if (!words.every((each) => font.canPrint(each))) return { ok: false, code: "cannot-be-printed" };
  return { ok: true, text };
}

/** A text is as many parts as it has paragraphs, so that pages can end between them. */
function cleanPart(part: LetterPart): readonly LetterPart[] {
  const clean = (text: string) => cleanLines(text).join("\n").trim();
  switch (part.kind) {
    case "text":
      return clean(part.text)
        .split(/\n{2,}/)
        .flatMap((text) => (text.trim() === "" ? [] : [{ kind: "text", text }]));
    case "heading":
    case "legal":
      return [{ kind: part.kind, text: clean(part.text) }];
    case "table": {
      const { headings, rows, notes } = part;
      return [
        {
          ...part,
          headings: headings.map(clean),
          rows: rows.map((cells) => cells.map(clean)),
          notes: notes.map(clean),
        },
      ];
    }
    case "terms": {
      const lines = part.lines.map(({ label, value }) => ({
        label: clean(label),
        value: clean(value),
      }));
      return [{ ...part, title: clean(part.title), lines }];
    }
    case "divider":
    case "image":
      return [part];
  }
}

function wordsOf(part: LetterPart): readonly string[] {
  switch (part.kind) {
    case "text":
    case "heading":
    case "legal":
      return [part.text];
    case "table":
      return [...part.headings, ...part.rows.flat(), ...part.notes];
    case "terms":
      return [part.title, ...part.lines.flatMap(({ label, value }) => [label, value])];
    case "divider":
    case "image":
      return [];
  }
}

/** Without characters that show nothing or turn the text around. */
function cleanLines(text: string): readonly string[] {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .split("\n")
    .map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ").trim());
}

import { Document, Page, Text, View, type DocumentProps } from "@react-pdf/renderer";
import type { LetterPart } from "@fairflow/template";
import { createElement, type ReactElement } from "react";
import type { AddressWindow } from "./address-window.ts";
import { LETTER_FONT } from "./letter-font.ts";
import { letterPart } from "./letter-parts.ts";

/** Who writes, and on what paper. */
export interface LetterHouse {
  readonly name: string;
  /** The line above the recipient that brings a letter back. */
  readonly returnLine: string;
  /** At the foot of each page: registration, bank, how to reach the house. */
  readonly footer: readonly string[];
  readonly window: AddressWindow;
}

/** One letter's own words, clean and checked. */
export interface LetterText {
  readonly recipient: readonly string[];
  /** In points. */
  readonly recipientSize: number;
  readonly date: string;
  readonly reference: string;
  readonly subject: string;
  /** Below the subject, from top to bottom. */
  readonly parts: readonly LetterPart[];
  readonly language: string;
  /** What the file says of when it was made. */
  readonly madeAt: Date;
}

const MM = 72 / 25.4;
const MARGIN_MM = 25;
const A4_HEIGHT_MM = 297;
const TOP_MM = 20;
const FOOT_MM = 32;

/** From the foot of the window to the first line below it (DIN 5008). */
const BELOW_WINDOW_MM = 8.46;

const GREY = "#555555";

/** @param tellPages is told how many pages it came to, when it is drawn */
export function letterPage(
  house: LetterHouse,
  text: LetterText,
  tellPages: (pages: number) => void,
): ReactElement<DocumentProps> {
  const { window } = house;
  const headMm = window.topMm + window.heightMm + BELOW_WINDOW_MM - TOP_MM;
  const page = {
    fontFamily: LETTER_FONT,
    fontSize: 10.5,
    lineHeight: 1.4,
    paddingTop: TOP_MM * MM,
    paddingBottom: FOOT_MM * MM,
    paddingHorizontal: MARGIN_MM * MM,
  };
  return createElement(
    Document,
    {
      title: text.subject,
      author: house.name,
      creator: "Fairflow",
      producer: "Fairflow",
      language: text.language,
      creationDate: text.madeAt,
      modificationDate: text.madeAt,
    },
    createElement(
      Page,
      { size: "A4", style: page },
      ...window.foldsMm.map((topMm) => fold(topMm)),
      head(house),
      recipient(house, text),
      createElement(View, { style: { height: headMm * MM } }),
      createElement(
        View,
        { style: { flexDirection: "row", justifyContent: "space-between", marginBottom: 12 } },
        createElement(Text, null, text.reference),
        createElement(Text, null, text.date),
      ),
      createElement(Text, { style: { fontWeight: 700, marginBottom: 10 } }, text.subject),
      ...text.parts.map((part, index) => letterPart(part, index)),
      foot(house, text, tellPages),
    ),
  );
}

function head({ name }: LetterHouse): ReactElement {
  const style = { position: "absolute", top: 12 * MM, right: MARGIN_MM * MM, fontWeight: 700 };
  return createElement(Text, { style: { ...style, position: "absolute" } }, name);
}

function recipient({ window, returnLine }: LetterHouse, text: LetterText): ReactElement {
  const box = { left: window.leftMm * MM, width: window.widthMm * MM, paddingLeft: 5 * MM };
  const lines = text.recipient.map((line, index) =>
    createElement(Text, { key: `line ${index}` }, line),
  );
  return createElement(
    View,
    { style: { position: "absolute", top: 0, left: 0 } },
    createElement(
      Text,
      {
        style: {
          ...box,
          position: "absolute",
          top: (window.topMm + window.senderZoneMm - 5) * MM,
          fontSize: 7,
          color: GREY,
        },
      },
      returnLine,
    ),
    createElement(
      View,
      {
        style: {
          ...box,
          position: "absolute",
          top: (window.topMm + window.senderZoneMm) * MM,
          fontSize: text.recipientSize,
          lineHeight: 1.25,
        },
      },
      ...lines,
    ),
  );
}

function fold(topMm: number): ReactElement {
  const style = { top: topMm * MM, left: 5 * MM, width: 4 * MM, borderTop: `0.5pt solid ${GREY}` };
  return createElement(View, { key: `fold ${topMm}`, style: { ...style, position: "absolute" } });
}

function foot(
  { footer }: LetterHouse,
  { reference }: LetterText,
  tellPages: (pages: number) => void,
): ReactElement {
  return createElement(
    View,
    {
      fixed: true,
      style: {
        position: "absolute",
        top: (A4_HEIGHT_MM - FOOT_MM + 6) * MM,
        left: MARGIN_MM * MM,
        right: MARGIN_MM * MM,
        fontSize: 7.5,
        color: GREY,
        borderTop: `0.5pt solid ${GREY}`,
        paddingTop: 4,
      },
    },
    ...footer.map((line, index) => createElement(Text, { key: `footer ${index}` }, line)),
    createElement(Text, {
      render: ({ pageNumber, totalPages }) => {
        tellPages(totalPages);
        return `${reference}    ${pageNumber} / ${totalPages}`;
      },
    }),
  );
}

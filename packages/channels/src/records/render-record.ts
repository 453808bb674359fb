import { Document, Page, renderToBuffer, Text, View, type TextProps } from "@react-pdf/renderer";
import { createElement, type ReactElement } from "react";
import { LETTER_FONT, loadLetterFont } from "../letters/letter-font.ts";

/** A paper of lines under headings, as a record of somebody is. */
export interface PrintedRecord {
  readonly title: string;
  /** What it is and how it was made. */
  readonly about: readonly string[];
  readonly sections: readonly {
    readonly heading: string;
    readonly lines: readonly {
      readonly label: string;
      readonly text: string;
      readonly detail?: string | undefined;
    }[];
  }[];
}

const GREY = "#555555";

/** @param madeAt what the file says of when it was made */
export async function renderRecord(record: PrintedRecord, madeAt: Date): Promise<Uint8Array> {
  const font = loadLetterFont();
  // What the font has no sign for is shown as such, rather than left out.
  const shown = (text: string) =>
    Array.from(text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}]+/gu, " "))
      .map((sign) => (font.canPrint(sign) ? sign : "?"))
      .join("");
  const line = (text: string, key: string, style: TextProps["style"] = {}): ReactElement =>
    createElement(Text, { key, style }, shown(text));
  const page = createElement(
    Page,
    {
      size: "A4",
      style: { fontFamily: LETTER_FONT, fontSize: 9, padding: 48, paddingBottom: 60 },
    },
    line(record.title, "title", { fontSize: 16, fontWeight: 700, marginBottom: 6 }),
    ...record.about.map((text, index) => line(text, `about ${index}`, { color: GREY })),
    ...record.sections.flatMap(({ heading, lines }, section) => [
      line(heading, `heading ${section}`, {
        fontSize: 11,
        fontWeight: 700,
        marginTop: 14,
        marginBottom: 4,
      }),
      ...lines.map(({ label, text, detail }, index) =>
        createElement(
          View,
          {
            key: `line ${section} ${index}`,
            style: { flexDirection: "row", paddingVertical: 1.5 },
          },
          line(label, "label", { width: 120, color: GREY, paddingRight: 8 }),
          createElement(
            View,
            { key: "text", style: { flex: 1 } },
            line(text, "said"),
            ...(detail === undefined ? [] : [line(detail, "detail", { color: GREY })]),
          ),
        ),
      ),
    ]),
    createElement(Text, {
      key: "foot",
      fixed: true,
      style: { position: "absolute", bottom: 28, left: 48, right: 48, fontSize: 8, color: GREY },
      render: ({ pageNumber, totalPages }) => `${pageNumber} / ${totalPages}`,
    }),
  );
  const paper = createElement(
    Document,
    { title: record.title, creationDate: madeAt, modificationDate: madeAt },
    page,
  );
  return new Uint8Array(await renderToBuffer(paper));
}

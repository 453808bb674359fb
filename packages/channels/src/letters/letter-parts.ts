import { Text, View } from "@react-pdf/renderer";
import type { LetterPart } from "@fairflow/template";
import { createElement, type ReactElement } from "react";

const GREY = "#555555";
const LINE = `0.5pt solid ${GREY}`;

/** One part of a letter as it is drawn. Paragraphs and rows are not divided where a page ends. */
export function letterPart(part: LetterPart, index: number): ReactElement | undefined {
  const key = `part ${index}`;
  switch (part.kind) {
    case "heading":
      return createElement(
        Text,
        { key, style: { fontWeight: 700, fontSize: 12, marginBottom: 6 }, minPresenceAhead: 40 },
        part.text,
      );
    case "text":
      return createElement(
        Text,
        { key, style: { marginBottom: 8 }, orphans: 2, widows: 2 },
        part.text,
      );
    case "table":
      return table(key, part);
    case "terms":
      return createElement(
        View,
        { key, style: { marginBottom: 8 }, wrap: false },
        part.title === ""
          ? undefined
          : createElement(Text, { style: { fontWeight: 700, marginBottom: 3 } }, part.title),
        ...part.lines.map(({ label, value }, line) =>
          createElement(
            View,
            { key: `line ${line}`, style: { flexDirection: "row" } },
            createElement(Text, { style: { width: "35%" } }, label),
            createElement(Text, { style: { width: "65%", fontWeight: 700 } }, value),
          ),
        ),
      );
    case "divider":
      return createElement(View, {
        key,
        style: { borderTop: LINE, marginTop: 2, marginBottom: 8 },
      });
    case "legal":
      return createElement(
        Text,
        { key, style: { fontSize: 8.5, color: GREY, marginBottom: 6 } },
        part.text,
      );
    // A press has no pictures; templates of letters have none either.
    case "image":
      return undefined;
  }
}

function table(
  key: string,
  { headings, isAmount, rows, notes }: Extract<LetterPart, { kind: "table" }>,
): ReactElement {
  const row = (cells: readonly string[], at: string, isHead: boolean) =>
    createElement(
      View,
      {
        key: at,
        style: { flexDirection: "row", borderBottom: LINE, paddingVertical: 2 },
        wrap: false,
      },
      ...cells.map((cell, column) =>
        createElement(
          Text,
          {
            key: `cell ${column}`,
            style: {
              flexGrow: 1,
              flexBasis: 0,
              paddingRight: 6,
              fontWeight: isHead ? 700 : 400,
              textAlign: isAmount[column] === true ? "right" : "left",
            },
          },
          cell,
        ),
      ),
    );
  return createElement(
    View,
    { key, style: { marginBottom: 8 } },
    row(headings, "headings", true),
    ...rows.map((cells, index) => row(cells, `row ${index}`, false)),
    ...notes.map((note, index) =>
      createElement(
        Text,
        {
          key: `note ${index}`,
          style: { fontWeight: 700, textAlign: "right", paddingRight: 6, marginTop: 2 },
        },
        note,
      ),
    ),
  );
}

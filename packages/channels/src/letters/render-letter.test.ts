import fc from "fast-check";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { z } from "zod";
import { DIN_5008 } from "./address-window.ts";
import { letterPress, type Letter } from "./render-letter.ts";

const HOUSE = {
  name: "Kopano Retail Credit",
  returnLine: "Kopano Retail Credit · PO Box 1 · Cape Town 8000",
  footer: ["Registered credit provider NCRCP 0000", "Call 021 555 0100"],
  window: DIN_5008.B,
};
const PRESS = letterPress(HOUSE);
const MADE_AT = new Date("2026-11-23T08:00:00Z");
const PT_PER_MM = 72 / 25.4;
const A4_HEIGHT_MM = 297;

const LETTER: Letter = {
  attemptId: "01a204ec-6baa-7062-a5be-000000000001",
  to: "Thandi Ndlovu-Müller\n12 Łódź Street\nWoodstock\nCape Town\n7925",
  subject: "Your account K-1042",
  body: "Dear Thandi Ndlovu-Müller,\n\nYou owe R 1 204.50 since 1 October 2026.\nPlease pay.\n\nYours",
  language: "en",
  date: "23 November 2026",
  reference: "K-1042-7",
};

const TextItem = z.object({
  str: z.string(),
  transform: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]),
  width: z.number(),
});

async function print(letter: Letter) {
  const printed = await PRESS.render(letter, MADE_AT);
  if (!printed.ok) throw new Error(printed.code);
  return printed;
}

/** Where the texts of the first page stand, from its upper left corner. */
async function placesOf(pdf: Uint8Array) {
  const page = await (await getDocumentProxy(pdf.slice())).getPage(1);
  const { items } = await page.getTextContent();
  return items
    .flatMap((item) => TextItem.safeParse(item).data ?? [])
    .filter(({ str }) => str.trim() !== "")
    .map(({ str, transform, width }) => ({
      text: str,
      leftMm: transform[4] / PT_PER_MM,
      rightMm: (transform[4] + width) / PT_PER_MM,
      baselineMm: A4_HEIGHT_MM - transform[5] / PT_PER_MM,
    }));
}

test("another library reads what was written, on a page of A4 with an embedded font", async () => {
  const { pdf, pages } = await print(LETTER);

  const document = await getDocumentProxy(pdf.slice());
  const { text } = await extractText(document, { mergePages: true });
  const words = text.replaceAll(/\s+/g, " ");
  for (const line of [LETTER.to, LETTER.body, LETTER.subject, LETTER.date].join("\n").split("\n")) {
    expect(words).toContain(line);
  }
  expect(words).toContain("K-1042-7 1 / 1");
  expect(words).toContain("Registered credit provider NCRCP 0000");
  expect(pages).toBe(1);
  expect((await document.getPage(1)).view.map(Math.round)).toEqual([0, 0, 595, 842]);
  expect(Buffer.from(pdf).toString("latin1")).toMatch(/\/FontFile2/);
});

test("the recipient stands in the window, and nothing else does but the sender's line", async () => {
  const window = DIN_5008.B;
  const inWindow = (await placesOf((await print(LETTER)).pdf)).filter(
    ({ leftMm, baselineMm }) =>
      baselineMm > window.topMm &&
      baselineMm < window.topMm + window.heightMm &&
      leftMm < window.leftMm + window.widthMm,
  );

  expect(inWindow.map(({ text }) => text)).toEqual([HOUSE.returnLine, ...LETTER.to.split("\n")]);
  for (const { leftMm, rightMm } of inWindow) {
    expect(leftMm).toBeGreaterThanOrEqual(window.leftMm);
    expect(rightMm).toBeLessThanOrEqual(window.leftMm + window.widthMm);
  }
});

test("whatever the address, it is wholly in the window or refused", async () => {
  const line = fc.stringMatching(/^[A-Zmwil ,.'-]{1,60}$/);
  const window = DIN_5008.B;

  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      const printed = await PRESS.render({ ...LETTER, to: lines.join("\n") }, MADE_AT);
      if (!printed.ok) return printed.code.startsWith("address-");
      const wanted = lines.map((each) => each.trim().replaceAll(/ +/g, " ")).filter(Boolean);
      const inWindow = (await placesOf(printed.pdf)).filter(
        ({ leftMm, rightMm, baselineMm }) =>
          leftMm >= window.leftMm &&
          rightMm <= window.leftMm + window.widthMm &&
          baselineMm > window.topMm + window.senderZoneMm &&
          baselineMm < window.topMm + window.heightMm,
      );
      const shown = inWindow.map(({ text }) => text).join("");
      expect(shown.replaceAll(" ", "")).toBe(wanted.join("").replaceAll(" ", ""));
      return true;
    }),
    { numRuns: 60 },
  );
});

test("a letter of parts is set part by part: headings, a table of accounts, ways to pay, what the law asks for", async () => {
  const { pdf } = await print({
    ...LETTER,
    parts: [
      { kind: "heading", text: "About your account" },
      { kind: "text", text: "Dear Thandi,\n\nPlease pay." },
      {
        kind: "table",
        headings: ["Account", "Overdue"],
        isAmount: [false, true],
        rows: [
          ["K-1042", "R 1 204.50"],
          ["K-1043", "R 300.00"],
        ],
        notes: ["Together: R 1 504.50"],
      },
      { kind: "divider" },
      { kind: "terms", title: "How to pay", lines: [{ label: "Bank", value: "Example Bank" }] },
      { kind: "legal", text: "Registered as NCRDC0000" },
    ],
  });

  const places = await placesOf(pdf);
  const below = places.filter(({ baselineMm }) => baselineMm > 100 && baselineMm < 265);
  const lines = [...Map.groupBy(below, ({ baselineMm }) => Math.round(baselineMm)).values()];
  expect(lines.map((line) => line.map(({ text }) => text.trim()).join(" "))).toEqual([
    "K-1042-7 23 November 2026",
    "Your account K-1042",
    "About your account",
    "Dear Thandi,",
    "Please pay.",
    "Account Overdue",
    "K-1042 R 1 204.50",
    "K-1043 R 300.00",
    "Together: R 1 504.50",
    "How to pay",
    "Bank Example Bank",
    "Registered as NCRDC0000",
  ]);
  // Amounts end at the right margin, as their heading does.
  const ends = below.flatMap(({ text, rightMm }) => (/^R |^Overdue/.test(text) ? [rightMm] : []));
  expect(new Set(ends.map(Math.round)).size).toBe(1);
});

test.for<[string, NonNullable<Letter["parts"]>]>([
  ["a table", [{ kind: "table", headings: ["A"], isAmount: [false], rows: [["🙂"]], notes: [] }]],
  ["ways to pay", [{ kind: "terms", title: "", lines: [{ label: "Bank", value: "🙂" }] }]],
  ["what the law asks for", [{ kind: "legal", text: "🙂" }]],
])("%s with a character that is not in the font is refused", async ([, parts]) => {
  expect(await PRESS.render({ ...LETTER, parts }, MADE_AT)).toEqual({
    ok: false,
    code: "cannot-be-printed",
  });
});

test("a long letter has numbered pages with the same foot", async () => {
  const body = Array.from({ length: 40 }, (_, index) => `${index}. ${"Words of law. ".repeat(20)}`);

  const { pdf, pages } = await print({ ...LETTER, body: body.join("\n\n") });

  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: false });
  expect(pages).toBe(text.length);
  expect(pages).toBeGreaterThan(2);
  for (const [index, page] of text.entries()) {
    expect(page.replaceAll(/\s+/g, " ")).toContain(`K-1042-7 ${index + 1} / ${pages}`);
    expect(page).toContain("Call 021 555 0100");
  }
});

test("the same letter at the same time is the same file, byte for byte", async () => {
  const once = await print(LETTER);
  const again = await print(LETTER);

  expect(Buffer.from(again.pdf).equals(Buffer.from(once.pdf))).toBe(true);
});

const REFUSED = [
  [{ to: "Thandi Ndlovu" }, "address-incomplete"],
  [{ to: "1\n2\n3\n4\n5\n6\n7" }, "address-too-long"],
  [{ to: `${"W".repeat(60)}\nCape Town` }, "address-too-wide"],
  [{ to: "タンディ\nCape Town" }, "cannot-be-printed"],
  [{ body: "Pay now 🙂" }, "cannot-be-printed"],
  [{ body: "Words of law.\n\n".repeat(400) }, "letter-too-long"],
  [{ body: "Words of law.\n\n".repeat(1_000) }, "letter-too-long"],
  [{ body: "Words of law. ".repeat(5_000) }, "letter-too-long"],
] as const;

test.for(REFUSED)("a letter that cannot be is refused: %#", async ([changes, code]) => {
  expect(await PRESS.render({ ...LETTER, ...changes }, MADE_AT)).toEqual({ ok: false, code });
});

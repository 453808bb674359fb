export interface LetterSheetProps {
  readonly subject: string | null;
  readonly text: string;
}

/** Millimetres of DIN 5008, form B, for a window of 90 x 45 mm. */
const WINDOW = { left: 20, top: 45, width: 85, height: 45 };
const FOLDS = [105, 210];
const SHEET = { width: 210, height: 297 };

function percent(part: number, whole: number): string {
  return `${(100 * part) / whole}%`;
}

/** The first page on the grid of its envelope: what stands in the window, where it is folded. The PDF is exact. */
export function LetterSheet({ subject, text }: LetterSheetProps) {
  return (
    <figure
      className="relative w-full overflow-hidden rounded-card border border-line text-[0.5625rem] leading-snug"
      // Paper is white by night too.
      style={{
        aspectRatio: `${SHEET.width} / ${SHEET.height}`,
        background: "#ffffff",
        color: "#17202b",
      }}
    >
      {FOLDS.map((top) => (
        <span
          key={top}
          aria-hidden
          className="absolute left-0 w-3 border-t border-[#7b8794]"
          style={{ top: percent(top, SHEET.height) }}
        />
      ))}
      <div
        className="absolute border border-dashed border-[#0f5c8c] p-1.5"
        style={{
          left: percent(WINDOW.left, SHEET.width),
          top: percent(WINDOW.top, SHEET.height),
          width: percent(WINDOW.width, SHEET.width),
          height: percent(WINDOW.height, SHEET.height),
        }}
      >
        <span className="text-[#0f5c8c]">Window of the envelope: name and address</span>
      </div>
      <div
        className="absolute right-[12%] bottom-[9%] left-[12%] overflow-hidden"
        style={{ top: percent(WINDOW.top + WINDOW.height + 8.5, SHEET.height) }}
      >
        <p className="mb-2 font-bold">{subject}</p>
        <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
      </div>
      <figcaption className="sr-only">The first page on the grid of its envelope</figcaption>
    </figure>
  );
}

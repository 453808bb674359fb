/**
 * A share of one as people read it, on screens and on paper: `12.5 %`, with a point as money has one and a space that does
 * not break, to a tenth of a percent at most.
 */
export function shareWords(share: number): string {
  return percentWords(Math.round(share * 1_000) / 10);
}

/** By which share of what it was something rose or fell, to a whole percent: `+12 %`, `-3 %`. */
export function changeWords(change: number): string {
  const percent = Math.round(change * 100);
  return percentWords(percent, percent > 0 ? "+" : "");
}

function percentWords(percent: number, sign = ""): string {
  // Rounding may leave a zero below zero.
  return `${sign}${percent === 0 ? 0 : percent}\u{a0}%`;
}

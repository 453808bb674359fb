import { z } from "zod";

const Millimetres = z.number().min(0).max(297);

/** Where the window of an envelope shows the first page of a folded A4 letter, from its upper left corner. */
export const AddressWindow = z.strictObject({
  leftMm: Millimetres,
  topMm: Millimetres,
  widthMm: Millimetres,
  heightMm: Millimetres,
  /** The upper part of the window, for the sender's own line and the franking. */
  senderZoneMm: Millimetres,
  /** Where the sheet is folded, if marks are to show it. */
  foldsMm: z.array(Millimetres).default([]),
});
export type AddressWindow = z.infer<typeof AddressWindow>;

/**
 * The two forms of DIN 5008, for the windows of DIN 680: 90 x 45 mm in DL, C6/5 and C5. Houses with other envelopes name
 * their own measures.
 */
export const DIN_5008: Readonly<Record<"A" | "B", AddressWindow>> = {
  A: {
    leftMm: 20,
    topMm: 27,
    widthMm: 85,
    heightMm: 45,
    senderZoneMm: 17.7,
    foldsMm: [87, 192],
  },
  B: {
    leftMm: 20,
    topMm: 45,
    widthMm: 85,
    heightMm: 45,
    senderZoneMm: 17.7,
    foldsMm: [105, 210],
  },
};

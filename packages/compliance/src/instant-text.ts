import { z } from "zod";

/** An instant as ISO 8601 text with its offset; seconds may be left out. */
export const InstantText = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
]);

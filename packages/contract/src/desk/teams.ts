import { z } from "zod";

/** People who share work, by the name that flows ask for. */
export const Team = z.strictObject({
  name: z.string(),
  /** Pieces of work that flows may ask of it on one day; null for as many as they like. */
  dailyCapacity: z.int().nullable(),
  /** IANA: where its day begins. */
  zone: z.string(),
  members: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** What flows asked of it today. */
  takenToday: z.int(),
});
export type Team = z.infer<typeof Team>;

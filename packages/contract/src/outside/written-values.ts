import { z } from "zod";

/** An instant with its offset from UTC: `2026-11-24T10:00:00+02:00`. */
export const OutsideInstant = z.iso.datetime({
  offset: true,
  error: "Write a time with its offset, like 2026-11-24T10:00:00+02:00",
});

export const OutsideDay = z.iso.date({ error: "Write a day like 2026-11-24" });

export const Code = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, "Use lower-case letters, digits and _");
/** Of a document or a message: codes and numbers, without spaces, so that no name gets in. */
export const DocumentReference = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/:#()-]{0,79}$/, "Use letters, digits and . _ / : # ( ) -");

/** How a person said something. */
export const Act = z.enum(["message", "call", "letter", "page", "in-person"]);

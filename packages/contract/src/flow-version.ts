import { z } from "zod";
import { Id } from "./values.ts";

/** The largest integer of the database. */
const MAX_VERSION = 2_147_483_647;

export const VersionParams = z.strictObject({
  id: Id,
  version: z.coerce.number().int().positive().max(MAX_VERSION),
});

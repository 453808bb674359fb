import { z } from "zod";

/** Characters, without the spaces around them. */
export const MIN_REASON = 3;
export const MAX_REASON = 500;

/** Why somebody did something that others will ask about. */
export const Reason = z.string().trim().min(MIN_REASON).max(MAX_REASON);

import { z } from "zod";

/* What most toy nodes have: one way out, nothing to set and nothing that could be wrong. */

export const next = [{ id: "next", label: "Next" }];
export const nothing = z.strictObject({});
export const good = () => [];

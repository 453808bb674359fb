import type { VerdictView } from "@fairflow/contract";
import type { Tone } from "@fairflow/ui";
import { Ban, CircleCheck, Clock, type LucideIcon } from "lucide-react";

/** Each answer of the gate has a word, an icon and a tone, never the tone alone. */
export const verdictLooks: Readonly<
  Record<
    VerdictView["kind"],
    { readonly word: string; readonly Icon: LucideIcon; readonly tone: Exclude<Tone, "neutral"> }
  >
> = {
  allowed: { word: "Allowed", Icon: CircleCheck, tone: "ok" },
  deferred: { word: "Has to wait", Icon: Clock, tone: "hold" },
  forbidden: { word: "Not allowed", Icon: Ban, tone: "bad" },
};

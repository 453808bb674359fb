import type { WeekPart } from "@fairflow/contract";
import { Ban, CircleCheck, Clock, TriangleAlert, type LucideIcon } from "lucide-react";

/** What a part of the week looks like: an allowed one over which a rule warns has a look of its own. */
export type WeekLook = "allowed" | "warned" | "deferred" | "forbidden";

interface Look {
  readonly word: string;
  /** The picture as the legend names it. */
  readonly picture: string;
  readonly Icon: LucideIcon;
  /** Patterns, so that the answers differ without colour. */
  readonly style: string;
}

const HATCHED =
  "bg-[repeating-linear-gradient(135deg,transparent_0_5px,color-mix(in_srgb,currentColor_22%,transparent)_5px_6px)]";
const CROSSED =
  "bg-[repeating-linear-gradient(135deg,transparent_0_9px,color-mix(in_srgb,currentColor_28%,transparent)_9px_10px),repeating-linear-gradient(45deg,transparent_0_9px,color-mix(in_srgb,currentColor_28%,transparent)_9px_10px)]";

export const weekLooks: Readonly<Record<WeekLook, Look>> = {
  allowed: {
    word: "allowed",
    picture: "Tick",
    Icon: CircleCheck,
    style: "bg-ok-soft text-ok",
  },
  warned: {
    word: "allowed, with a warning",
    picture: "Triangle",
    Icon: TriangleAlert,
    style: "bg-warn-soft text-warn",
  },
  deferred: {
    word: "has to wait",
    picture: "Clock, hatched",
    Icon: Clock,
    style: `bg-surface text-hold ${HATCHED}`,
  },
  forbidden: {
    word: "not allowed",
    picture: "Barred, crossed",
    Icon: Ban,
    style: `bg-surface text-bad ${CROSSED}`,
  },
};

export function lookOf({ kind, warnings }: Pick<WeekPart, "kind" | "warnings">): WeekLook {
  return kind === "allowed" && warnings.length > 0 ? "warned" : kind;
}

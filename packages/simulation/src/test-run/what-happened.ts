import { reasonsOf } from "@fairflow/compliance";
import type { Trajectory } from "./trajectory.ts";

/** What one person's way was made of, each thing once: by it some are found among many. */
export interface WhatHappened {
  /** Steps that they came to, and steps that they left. */
  readonly entered: readonly string[];
  readonly left: readonly string[];
  /** Channels on which messages left. */
  readonly messages: readonly string[];
  /** Rules that put a message off, or kept it back. */
  readonly deferred: readonly string[];
  readonly forbidden: readonly string[];
  /** What kept a message from going out that no rule kept back. */
  readonly unsent: readonly ("no-address" | "not-written")[];
  /** Why the run ended; `still-inside` where it had not by the last day, null where it never began. */
  readonly ended: string | null;
}

export function whatHappened(trajectory: Trajectory): WhatHappened {
  const { moments } = trajectory;
  const rules = (kind: "deferred" | "forbidden") =>
    moments.flatMap(({ judgement }) => {
      const verdict = judgement?.verdict;
      if (verdict === undefined || verdict.kind === "allowed" || verdict.kind !== kind) return [];
      return reasonsOf(verdict);
    });
  const steps = (isAsked: (moment: Trajectory["moments"][number]) => boolean) =>
    moments.filter(isAsked).flatMap(({ step }) => step ?? []);
  return {
    entered: once(steps((moment) => moment.entered)),
    left: once(steps((moment) => moment.left !== null)),
    messages: once(moments.flatMap(({ message }) => message?.channel ?? [])),
    deferred: once(rules("deferred")),
    forbidden: once(rules("forbidden")),
    unsent: once(moments.flatMap(({ unsent }) => unsent ?? [])),
    ended: endOf(trajectory),
  };
}

export function endOf({ moments }: Trajectory): string | null {
  const stand = moments.at(-1)?.stand;
  if (stand?.status === "not-taken-in") return null;
  return stand?.ended?.reason ?? "still-inside";
}

function once<Thing extends string>(all: readonly Thing[]): readonly Thing[] {
  return [...new Set(all)];
}

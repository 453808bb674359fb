import type { endpoints, OutputOf } from "@fairflow/contract";
import type { Tone } from "@fairflow/ui";

export type VersionState = OutputOf<typeof endpoints.versions>[number];

interface StateLook {
  readonly tone: Tone;
  readonly words: string;
}

/** Where a version stands, in a word or two. */
export function stateLook({ state, sharePercent }: VersionState): StateLook {
  switch (state) {
    case "live":
      return { tone: "ok", words: "Live" };
    case "trial":
      return { tone: "accent", words: `On trial: ${sharePercent} %` };
    case "scheduled":
      return { tone: "info", words: "For later" };
    case "retired":
      return { tone: "neutral", words: "Retired" };
  }
}

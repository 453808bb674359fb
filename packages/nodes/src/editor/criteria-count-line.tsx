import type { Criteria } from "@fairflow/criteria";
import { useState } from "react";
import { useEditorLibrary, type CriteriaCount } from "./editor-library.ts";

export interface CriteriaCountLineProps {
  readonly criteria: Criteria;
}

type Asked =
  | { readonly kind: "asking"; readonly of: Criteria }
  | { readonly kind: "known"; readonly of: Criteria; readonly count: CriteriaCount }
  | { readonly kind: "failed"; readonly of: Criteria };

/** Says on request how many accounts the criteria hold for now. */
export function CriteriaCountLine({ criteria }: CriteriaCountLineProps) {
  const { countCriteria } = useEditorLibrary();
  const [asked, setAsked] = useState<Asked | undefined>();
  const answer = asked?.of === criteria ? asked : undefined;

  const ask = async () => {
    setAsked({ kind: "asking", of: criteria });
    try {
      const count = await countCriteria(criteria);
      setAsked((now) => (now?.of === criteria ? { kind: "known", of: criteria, count } : now));
    } catch {
      // The count is an extra: the segment can be saved without it, and asking again is one click.
      setAsked((now) => (now?.of === criteria ? { kind: "failed", of: criteria } : now));
    }
  };

  if (answer?.kind === "known") {
    const { matching, of } = answer.count;
    return (
      <b className="ml-1 font-semibold tabular-nums">{` ${matching} of ${of} accounts now.`}</b>
    );
  }
  return (
    <button
      type="button"
      className="ml-2 text-sm font-medium text-accent underline-offset-2 hover:underline"
      onClick={() => void ask()}
    >
      {answer?.kind === "asking"
        ? "Counting"
        : answer?.kind === "failed"
          ? "Could not count; try again"
          : "How many is that?"}
    </button>
  );
}

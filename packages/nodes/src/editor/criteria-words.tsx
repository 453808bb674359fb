import { checkCriteria, describeCriteria, type Criteria } from "@fairflow/criteria";
import { CriteriaCountLine } from "./criteria-count-line.tsx";
import { useEditorLibrary } from "./editor-library.ts";

export interface CriteriaWordsProps {
  readonly criteria: Criteria;
  /** The segment whose condition they would replace. */
  readonly insteadOf?: string | undefined;
}

/** What a condition asks as one sentence, and of how many accounts it holds now; or what is still missing. */
export function CriteriaWords({ criteria, insteadOf }: CriteriaWordsProps) {
  const { fields } = useEditorLibrary();
  const [problem] = checkCriteria(criteria, fields);
  return (
    <div className="flex flex-col gap-1 rounded-card bg-sunken px-3 py-2">
      <p className="text-base text-ink">
        {isEveryone(criteria)
          ? "Every account: no rule leaves any out."
          : // An unfinished condition ends in an ellipsis already.
            `Accounts where ${describeCriteria(criteria, fields)}.`.replace(/…\.$/, "…")}
      </p>
      {problem === undefined ? (
        <CriteriaCountLine criteria={criteria} insteadOf={insteadOf} />
      ) : (
        <p className="text-sm text-bad">{problem.message}</p>
      )}
    </div>
  );
}

function isEveryone(criteria: Criteria): boolean {
  return criteria.kind === "all" && criteria.of.length === 0;
}

import type { RuleView } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";

export interface RuleLinkProps {
  readonly rule: Pick<RuleView, "id" | "packId" | "title">;
}

const HOUSE = "house.";

/** A rule's title that opens the rule where it stands; plain where no pack has it any more. */
export function RuleLink({ rule }: RuleLinkProps) {
  if (rule.id.startsWith(HOUSE)) {
    return (
      <Link to="/compliance/house-rules" className={LOOK}>
        {rule.title}
      </Link>
    );
  }
  if (rule.packId === "") return <span className="font-medium">{rule.title}</span>;
  return (
    <Link
      to="/compliance/packs/$id"
      params={{ id: rule.packId }}
      search={{ rule: rule.id }}
      className={LOOK}
    >
      {rule.title}
    </Link>
  );
}

const LOOK =
  "font-medium text-ink underline decoration-line-strong underline-offset-2 hover:text-accent";

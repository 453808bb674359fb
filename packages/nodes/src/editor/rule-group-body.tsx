import { Button } from "@fairflow/ui";
import { Plus } from "lucide-react";
import { RuleGroupBodyComponents, type UseRuleGroup } from "react-querybuilder";

/** The rules of a group, and below them what adds to it. */
export function RuleGroupBody(group: UseRuleGroup) {
  const { addRule, addGroup, path, schema } = group;
  return (
    <>
      <RuleGroupBodyComponents {...group} />
      <div className="flex gap-1">
        <Button
          kind="quiet"
          icon={<Plus aria-hidden className="size-3.5" />}
          className="px-2!"
          title="Asks one thing more"
          onClick={(event) => addRule(event)}
        >
          Add a rule
        </Button>
        {schema.maxLevels > path.length && (
          <Button
            kind="quiet"
            className="px-2!"
            title="Asks several things together"
            onClick={(event) => addGroup(event)}
          >
            Add a group
          </Button>
        )}
      </div>
    </>
  );
}

import { Criteria } from "@fairflow/criteria";
import { GitFork } from "lucide-react";
import { CriteriaInput } from "../editor/criteria-input.tsx";
import { CriteriaWords } from "../editor/criteria-words.tsx";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { ItemList } from "../editor/item-list.tsx";
import { newExitId } from "../editor/new-exit-id.ts";
import type { ItemOf, Slot } from "../editor/slot.ts";
import { TextInput } from "../editor/text-input.tsx";
import { asksNothing, condition, type ConditionConfig } from "./definition.ts";
import help from "./help.md?raw";

export const conditionEditor = defineEditor(condition, {
  Icon: GitFork,
  summary: "If this, go that way",
  words: ["branch", "choice", "decide", "rule", "else"],
  help,
  Form,
});

function Form({ slot }: FormProps<ConditionConfig>) {
  return (
    <ItemList
      what="branch"
      slot={slot.at("branches")}
      max={20}
      newItem={() => ({
        id: newExitId("branch"),
        label: "",
        criteria: {
          kind: "all" as const,
          of: [
            {
              kind: "rule" as const,
              field: "account.days_past_due",
              operator: "more_than" as const,
              value: 30,
            },
          ],
        },
      })}
    >
      {(item) => <BranchFields branch={item} />}
    </ItemList>
  );
}

const NOTHING: Criteria = { kind: "all", of: [] };

function BranchFields({ branch }: { readonly branch: Slot<ItemOf<ConditionConfig["branches"]>> }) {
  const place = branch.at("criteria");
  const isDrawn = isCriteria(place.value);
  const criteria = isDrawn ? place.value : NOTHING;
  return (
    <>
      <TextInput
        label="Name"
        placeholder="As in: Owes more than 30 days"
        place={branch.at("label")}
      />
      <CriteriaInput label="If" criteria={criteria} onChange={place.set} problem={place.problem} />
      {!isDrawn && (
        <p className="text-xs text-bad">
          What stands here cannot be shown as rules. The JSON view shows it; adding a rule replaces
          it.
        </p>
      )}
      {asksNothing(criteria) ? (
        <p className="text-xs text-ink-2">Asks nothing yet: add a rule.</p>
      ) : (
        <CriteriaWords criteria={criteria} />
      )}
    </>
  );
}

/** A check that keeps the object itself: the form knows its own criteria again by identity. */
function isCriteria(value: unknown): value is Criteria {
  return Criteria.safeParse(value).success;
}

import { endpoints, type HouseRuleInput } from "@fairflow/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../../frame/form-dialog.tsx";
import { call } from "../../server/call.ts";
import { useRefreshLaw } from "../law-queries.ts";
import { usePortfolios } from "../use-portfolios.ts";
import { newHouseRule, readHouseRule } from "./house-rule-draft.ts";
import { HouseRuleForm } from "./house-rule-form.tsx";
import { houseRuleWords } from "./house-rule-words.ts";

export interface HouseRuleDialogProps {
  /** A date in the zone of the portfolio. */
  readonly today: string;
  readonly onClose: () => void;
}

export function HouseRuleDialog({ today, onClose }: HouseRuleDialogProps) {
  const [draft, setDraft] = useState(() => newHouseRule(today));
  const [hasTried, setHasTried] = useState(false);
  const portfolios = usePortfolios();
  const refresh = useRefreshLaw();
  const read = readHouseRule(draft);
  const add = useMutation({
    mutationFn: (rule: HouseRuleInput) => call(endpoints.addHouseRule, { body: rule }),
    onSuccess: async () => {
      await refresh();
      toast.success("The house rule is added");
      onClose();
    },
  });
  const portfolio = portfolios.find(({ id }) => id === draft.portfolioId)?.name;
  return (
    <FormDialog
      size="large"
      title="Add a house rule"
      description="Stricter hours or a lower cap than the law asks. It is checked beside the packs, all of which must allow: so it can only narrow, never permit."
      action="Add the rule"
      missing={hasTried && read.kind === "faulty" ? "Mend what is marked first" : undefined}
      saving={add}
      onSave={() => {
        setHasTried(true);
        if (read.kind === "ready") add.mutate(read.rule);
      }}
      onClose={onClose}
    >
      <p
        role="status"
        aria-label="The rule in words"
        className="rounded-card border border-accent/30 bg-accent-soft px-3 py-2.5 text-base text-ink"
      >
        {houseRuleWords(draft, portfolio)}
      </p>
      <HouseRuleForm
        draft={draft}
        problems={hasTried && read.kind === "faulty" ? read.problems : {}}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
    </FormDialog>
  );
}

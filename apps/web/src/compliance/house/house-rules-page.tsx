import { endpoints } from "@fairflow/contract";
import { Button, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus, ShieldPlus } from "lucide-react";
import { useState } from "react";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { Page } from "../../frame/page.tsx";
import { ask } from "../../server/ask.ts";
import { useLawPermission } from "../use-law-permission.ts";
import { useToday } from "../use-today.ts";
import { HouseRuleDialog } from "./house-rule-dialog.tsx";
import { HouseRuleItem } from "./house-rule-item.tsx";

/** What the house asks beyond the law. */
export function HouseRulesPage() {
  const rules = useQuery(ask(endpoints.houseRules, {}));
  const [isAdding, setIsAdding] = useState(false);
  const notAllowed = useLawPermission();
  const today = useToday();
  const add = (
    <Button
      kind="primary"
      icon={<Plus className="size-4" />}
      disabledReason={notAllowed}
      onClick={() => setIsAdding(true)}
    >
      Add a house rule
    </Button>
  );
  return (
    <Page
      title="House rules"
      subtitle="Stricter hours and caps of your own, beside the law. They can only narrow: nothing becomes allowed by them."
      actions={(rules.data?.length ?? 0) > 0 ? add : undefined}
    >
      <NotLoaded query={rules} what="The house rules could not be loaded" className="h-48" />
      {rules.data?.length === 0 && (
        <EmptyState icon={<ShieldPlus />} title="No house rule yet" actions={add}>
          As in: no calls before nine, at most two messages a week to one person, nothing to a
          client's customers in December.
        </EmptyState>
      )}
      {rules.data !== undefined && rules.data.length > 0 && (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {rules.data.map((house) => (
            <HouseRuleItem key={house.id} house={house} />
          ))}
        </ul>
      )}
      {isAdding && today !== undefined && (
        <HouseRuleDialog today={today} onClose={() => setIsAdding(false)} />
      )}
    </Page>
  );
}

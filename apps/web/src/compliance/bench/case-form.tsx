import { useQuery } from "@tanstack/react-query";
import { actorNames } from "../gate-words.ts";
import { packsQuery } from "../law-queries.ts";
import { DebtRows } from "./debt-rows.tsx";
import { FormPart } from "./form-part.tsx";
import { HistoryRows } from "./history-rows.tsx";
import { LawFields } from "./law-fields.tsx";
import { NoticeRows } from "./notice-rows.tsx";
import { packPlace } from "./pack-place.ts";
import { StateRows } from "./state-rows.tsx";
import { WhatFields } from "./what-fields.tsx";
import { WhoFields, type BenchFieldsProps } from "./who-fields.tsx";

/** The made-up case, part by part; what an example fills in stands open. */
export function CaseForm({ form, onChange }: BenchFieldsProps) {
  const { debts, states, history, notices, packs } = form;
  const fields = { form, onChange };
  const known = useQuery(packsQuery).data?.packs ?? [];
  const places = packs.map((id) => packPlace(known.find((pack) => pack.id === id)?.title ?? id));
  return (
    <form
      aria-label="The case"
      className="flex min-w-0 flex-col gap-2"
      onSubmit={(event) => event.preventDefault()}
    >
      <FormPart title="What, and when" isOpen>
        <WhatFields {...fields} />
      </FormPart>
      <FormPart
        title="Who"
        summary={`${actorNames[form.actor]}, ${form.zones.join(" or ") || "zone not known"}`}
        isOpen={form.zones.length !== 1}
      >
        <WhoFields {...fields} />
      </FormPart>
      <FormPart
        title="Earlier contacts"
        summary={numbered(history.length)}
        isOpen={history.length > 0}
      >
        <HistoryRows {...fields} />
      </FormPart>
      <FormPart
        title="States"
        summary={states.map(({ state }) => state).join(", ") || "None"}
        isOpen={states.length > 0}
      >
        <StateRows {...fields} />
      </FormPart>
      <FormPart
        title="Debts"
        summary={numbered(debts.length)}
        isOpen={debts.some(({ type, defaultSince }) => type !== "" || defaultSince !== "")}
      >
        <DebtRows {...fields} />
      </FormPart>
      <FormPart
        title="Legal notices"
        summary={numbered(notices.length)}
        isOpen={notices.length > 0}
      >
        <NoticeRows {...fields} />
      </FormPart>
      <FormPart title="Which law" summary={places.join(", ") || "Only what holds everywhere"}>
        <LawFields {...fields} />
      </FormPart>
    </form>
  );
}

function numbered(count: number): string {
  return count === 0 ? "None" : String(count);
}

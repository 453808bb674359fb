import { Channel } from "@fairflow/compliance";
import {
  ChoiceChips,
  DateField,
  OneOrAllField,
  SelectField,
  TextArea,
  TextField,
} from "@fairflow/ui";
import { channelNames, purposeNames } from "../gate-words.ts";
import { usePortfolios } from "../use-portfolios.ts";
import { CapFields } from "./cap-fields.tsx";
import type { HouseRuleDraft, HouseRuleProblems } from "./house-rule-draft.ts";
import { WeekHours } from "./week-hours.tsx";

export interface HouseRuleFormProps {
  readonly draft: HouseRuleDraft;
  readonly problems: HouseRuleProblems;
  readonly onChange: (change: Partial<HouseRuleDraft>) => void;
}

/** What a house may keep back; notices that the law wants and replies to the debtor are not among it. */
const PURPOSES = ["collection", "service", "marketing"] as const;
const HOLIDAYS = [
  { value: "closed", label: "Closed" },
  { value: "as_sunday", label: "As on a Sunday" },
  { value: "as_weekday", label: "As on any other day" },
] as const;

export function HouseRuleForm({ draft, problems, onChange }: HouseRuleFormProps) {
  const portfolios = usePortfolios();
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Name"
          autoFocus
          placeholder="No calls before nine"
          maxLength={120}
          value={draft.title}
          problem={problems["title"]}
          onChange={({ target }) => onChange({ title: target.value })}
        />
        <SelectField
          label="What it limits"
          value={draft.kind}
          options={[
            { value: "window", label: "The hours of contact" },
            { value: "cap", label: "How often contact is made" },
          ]}
          onChange={(value) => onChange({ kind: value === "cap" ? "cap" : "window" })}
        />
      </div>
      {draft.kind === "window" ? (
        <>
          <WeekHours
            week={draft.week}
            problems={problems}
            onChange={(week) => onChange({ week })}
          />
          <SelectField
            label="Public holidays"
            className="sm:w-64"
            value={draft.holiday}
            options={HOLIDAYS}
            onChange={(value) =>
              onChange({
                holiday: HOLIDAYS.find((each) => each.value === value)?.value ?? "closed",
              })
            }
          />
        </>
      ) : (
        <CapFields draft={draft} problems={problems} onChange={onChange} />
      )}
      <ChoiceChips
        label="Channels"
        hint="None chosen: every channel"
        options={Channel.options.map((value) => ({ value, label: channelNames[value] }))}
        chosen={draft.channels}
        onChange={(channels) => onChange({ channels })}
      />
      <ChoiceChips
        label="Purposes"
        hint="None chosen: all of these. What the law wants sent, and replies to the debtor, are never kept back by the house"
        options={PURPOSES.map((value) => ({ value, label: purposeNames[value] }))}
        chosen={draft.purposes}
        onChange={(purposes) => onChange({ purposes })}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <OneOrAllField
          label="Portfolio"
          all="All portfolios"
          value={draft.portfolioId ?? undefined}
          options={portfolios.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(chosen) => onChange({ portfolioId: chosen ?? null })}
        />
        <DateField
          label="From"
          value={draft.from}
          problem={problems["from"]}
          onChange={(from) => onChange({ from })}
        />
        <DateField
          label="Until (first day without it)"
          hint="Empty: for good"
          value={draft.until}
          problem={problems["until"]}
          onChange={(until) => onChange({ until })}
        />
      </div>
      <TextArea
        label="Why"
        rows={2}
        maxLength={500}
        hint="It is kept on the audit trail, with your name and the time."
        value={draft.reason}
        problem={problems["reason"]}
        onChange={({ target }) => onChange({ reason: target.value })}
      />
    </div>
  );
}

import { retentionEndpoints, type OutputOf, type RetentionPortfolio } from "@fairflow/contract";
import { Button, TextField } from "@fairflow/ui";
import { useState } from "react";
import { toast } from "sonner";
import { ReasonDialog } from "../../frame/reason-dialog.tsx";
import { call } from "../../server/call.ts";
import { draftOf, readDraft } from "./retention-draft.ts";
import { useRefreshRetention } from "./use-refresh-retention.ts";

export interface RetentionFormProps {
  readonly retention: OutputOf<(typeof retentionEndpoints)["retention"]>;
  /** Why it may only be looked at. */
  readonly lockedReason: string | undefined;
}

/** How long records are kept, for all and for single portfolios, beside what the law says. */
export function RetentionForm({ retention, lockedReason }: RetentionFormProps) {
  const { setting, portfolios } = retention;
  const refresh = useRefreshRetention();
  const [draft, setDraft] = useState(() => draftOf(setting));
  const [isSaving, setIsSaving] = useState(false);
  const read = readDraft(draft);
  const problems = "problems" in read ? read.problems : {};
  const isLocked = lockedReason !== undefined;
  const isOn = setting?.isOn === true;
  return (
    <form
      className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if ("setting" in read && !isLocked) setIsSaving(true);
      }}
    >
      <h2 className="text-lg font-semibold">How long records are kept</h2>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="After the last that happened"
          hint="The end of an account, money, a message, or anything that was heard of the person"
          suffix="months"
          inputMode="numeric"
          inputClassName="max-w-24"
          readOnly={isLocked}
          value={draft.months}
          // What nobody has typed yet is not wrong.
          problem={draft.months === "" ? undefined : problems["months"]}
          onChange={({ target }) => setDraft({ ...draft, months: target.value })}
        />
        <TextField
          label="At most on one day"
          hint="Whoever is over that is erased on the days after"
          suffix="people"
          inputMode="numeric"
          inputClassName="max-w-24"
          readOnly={isLocked}
          value={draft.mostADay}
          problem={problems["mostADay"]}
          onChange={({ target }) => setDraft({ ...draft, mostADay: target.value })}
        />
      </div>
      {portfolios.length > 0 && (
        <div className="overflow-x-auto">
          <table className="w-full border-collapse text-base">
            <thead>
              <tr className="border-b border-line text-left text-xs text-ink-3">
                <th className="py-2 pr-4 font-medium">Portfolio</th>
                <th className="py-2 pr-4 font-medium">What its law keeps, whatever stands here</th>
                <th className="py-2 font-medium">Kept here</th>
              </tr>
            </thead>
            <tbody>
              {portfolios.map((portfolio) => (
                <tr key={portfolio.id} className="border-b border-line align-top last:border-0">
                  <td className="py-3 pr-4 font-medium">{portfolio.name}</td>
                  <td className="py-3 pr-4 text-ink-2">
                    <Laws laws={portfolio.laws} />
                  </td>
                  <td className="py-3">
                    <TextField
                      label={`Months for ${portfolio.name}`}
                      labelHidden
                      suffix="months"
                      inputMode="numeric"
                      inputClassName="max-w-24"
                      readOnly={isLocked}
                      placeholder={problems["months"] === undefined ? draft.months : "As all"}
                      value={draft.own[portfolio.id] ?? ""}
                      problem={problems[portfolio.id]}
                      onChange={({ target }) =>
                        setDraft({
                          ...draft,
                          own: { ...draft.own, [portfolio.id]: target.value },
                        })
                      }
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="flex flex-wrap items-center justify-end gap-3">
        <p className="mr-auto text-sm text-ink-2">
          {isOn
            ? "A change counts from the next day on."
            : "Saving shows who would be due. It erases nobody."}
        </p>
        <Button
          kind="primary"
          type="submit"
          disabledReason={
            lockedReason ?? ("problems" in read ? "Mend what is marked first" : undefined)
          }
        >
          Save
        </Button>
      </div>
      {isSaving && "setting" in read && (
        <ReasonDialog
          title={
            read.setting.months === 1
              ? "Keep records for 1 month?"
              : `Keep records for ${read.setting.months} months?`
          }
          description={
            isOn
              ? "People are erased by the clock. From tomorrow on it goes by this."
              : "Nobody is erased by it: erasing by the clock is switched on apart."
          }
          action="Save"
          onClose={() => setIsSaving(false)}
          onConfirm={async (reason) => {
            await call(retentionEndpoints.changeRetention, {
              body: { ...read.setting, isOn, reason },
            });
            toast.success("Saved");
            await refresh();
          }}
        />
      )}
    </form>
  );
}

function Laws({ laws }: Pick<RetentionPortfolio, "laws">) {
  if (laws === null) return "A rule pack is missing, so that everything is kept";
  if (laws.length === 0) return "Its rule packs say nothing of it";
  return (
    <ul className="flex flex-col gap-1">
      {laws.map(({ rule, words, source }) => (
        <li key={rule}>
          {words}
          <span className="block text-xs text-ink-3">
            {[source, rule].filter((part) => part !== null).join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

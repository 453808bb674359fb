import { cashEndpoints, type CashLine, type GatewayTakings } from "@fairflow/contract";
import { SelectField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatDate, formatMoney } from "../server/format.ts";
import { payoutWords } from "./cash-words.ts";
import { useCashAct } from "./use-cash-act.ts";

export interface PayoutDialogProps {
  readonly line: CashLine;
  readonly onClose: () => void;
  readonly onSettled: () => void;
}

/** Says which payments a gateway passed on by this line, where nothing about it tells. */
export function PayoutDialog({ line, onClose, onSettled }: PayoutDialogProps) {
  const { id, revision, amount } = line;
  const takings = useQuery(ask(cashEndpoints.gatewayTakings, {}));
  const [gateway, setGateway] = useState("");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const days = (takings.data?.days ?? []).filter(
    ({ amount: { currency }, day }) => currency === amount.currency && day <= line.bookingDate,
  );
  const names = new Map(days.map((each) => [each.gateway, each.name]));
  const mine = days.filter((each) => each.gateway === gateway);
  const chosen = mine.filter(({ day }) => day >= from && day <= until);
  const sum = (of: (each: GatewayTakings) => number) =>
    chosen.reduce((total, each) => total + of(each), 0);
  const gross = sum((each) => each.amount.minor);
  const book = useCashAct(
    id,
    () =>
      call(cashEndpoints.bookPayout, {
        params: { id },
        body: { revision, gateway, from, until },
      }),
    (after) => {
      onClose();
      if (after.rest.minor === 0) onSettled();
    },
  );
  const money = (minor: number) => ({ minor, currency: amount.currency });
  // What was taken last is looked for most.
  const options = mine.toReversed().map(({ day, payments, amount: taken }) => ({
    value: day,
    label: `${formatDate(day)}: ${payments === 1 ? "1 payment" : `${payments} payments`}, ${formatMoney(taken)}`,
  }));
  return (
    <FormDialog
      title="Which payout is it?"
      description={`${formatMoney(amount)} came in. The payments that it brought are booked already; what they come to beyond it is what the gateway kept, or took for refunds.`}
      action="It brought these payments"
      missing={
        gateway === "" || from === "" || until === ""
          ? "Say which gateway, and of which days"
          : gross < amount.minor
            ? "These payments come to less than the money"
            : undefined
      }
      saving={book}
      onSave={() => book.mutate(undefined)}
      onClose={onClose}
    >
      <NotLoaded query={takings} what="What gateways took could not be read" className="h-24" />
      {takings.data !== undefined && names.size === 0 && (
        <p className="text-base text-ink-2">
          No gateway took anything before that day that is not passed on yet.
        </p>
      )}
      {names.size > 0 && (
        <>
          <SelectField
            label="Gateway"
            value={gateway}
            placeholder="Choose"
            options={[...names].map(([value, label]) => ({ value, label }))}
            onChange={(value) => {
              setGateway(value);
              setFrom("");
              setUntil("");
            }}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label="From the payments of"
              value={from}
              placeholder="Choose"
              options={options}
              onChange={(day) => {
                setFrom(day);
                if (until < day) setUntil(day);
              }}
            />
            <SelectField
              label="To those of"
              value={until}
              placeholder="Choose"
              options={options.filter(({ value }) => value >= from)}
              onChange={setUntil}
            />
          </div>
          {chosen.length > 0 && (
            <p className="rounded-control bg-sunken px-3 py-2 text-sm text-ink-2 tabular-nums">
              {payoutWords({
                gateway,
                name: names.get(gateway) ?? "",
                from,
                until,
                payments: sum(({ payments }) => payments),
                gross: money(gross),
                fee: money(Math.max(0, gross - amount.minor)),
              })}
            </p>
          )}
        </>
      )}
    </FormDialog>
  );
}

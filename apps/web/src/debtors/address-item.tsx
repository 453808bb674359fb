import type { DebtorDetail } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { clsx } from "clsx";
import { useState } from "react";
import { useUser } from "../session/use-session.ts";
import { OptInDialog } from "./opt-in-dialog.tsx";
import { OptOutDialog } from "./opt-out-dialog.tsx";

export interface AddressItemProps {
  readonly address: DebtorDetail["addresses"][number];
}

const CHANNELS = { sms: "SMS", email: "E-mail", letter: "Letter" } as const;
const STATES = {
  unverified: "Unverified",
  right_party: "Right person",
  wrong_party: "Wrong person",
  gone_away: "Gone away",
  bounced: "Bounced",
} as const;

/** One address, whether its owner opted out of it, and the way to record that they did or take it back. */
export function AddressItem({ address }: AddressItemProps) {
  const { channel, text, state, optedOut } = address;
  const { role } = useUser();
  const [isRecording, setIsRecording] = useState(false);
  const close = () => setIsRecording(false);
  return (
    <li className="grid grid-cols-[3.5rem_1fr_auto] items-center gap-x-2">
      <span className="self-start text-sm text-ink-3">{CHANNELS[channel]}</span>
      <span
        title={text}
        className={clsx("col-span-2 min-w-0", channel === "letter" ? "break-words" : "truncate")}
      >
        {text}
      </span>
      <span className="col-start-2">
        <Badge tone={optedOut ? "bad" : state === "right_party" ? "ok" : "neutral"}>
          {optedOut ? "Opted out" : STATES[state]}
        </Badge>
      </span>
      <Button
        kind="quiet"
        aria-label={`${optedOut ? "Record an opt-in" : "Record an opt-out"}: ${CHANNELS[channel]} ${text}`}
        disabledReason={
          role === "specialist" || role === "admin"
            ? undefined
            : "Specialists and admins record what people ask for"
        }
        onClick={() => setIsRecording(true)}
      >
        {optedOut ? "Opt in" : "Opt out"}
      </Button>
      {isRecording && optedOut && <OptInDialog address={address} onClose={close} />}
      {isRecording && !optedOut && <OptOutDialog address={address} onClose={close} />}
    </li>
  );
}

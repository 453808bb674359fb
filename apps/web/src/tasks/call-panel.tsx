import { endpoints, type InputOf, type OutputOf } from "@fairflow/contract";
import { Button, Callout } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { MapPin, Phone } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { RequestFailed } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import { ContactFields } from "./contact-fields.tsx";
import { contactOf, nothingChosen, whatIsMissing } from "./made-contact.ts";
import { useRefreshTasks } from "./use-refresh-tasks.ts";
import { VerdictReasons } from "./verdict-reasons.tsx";

export interface CallPanelProps {
  readonly id: string;
  readonly kind: "call" | "visit";
  /** Whether the gate allows it, as far as is known before it is opened. */
  readonly isAllowed: boolean;
  readonly zone: string | undefined;
}

type Dialled = OutputOf<(typeof endpoints)["dialTask"]>;
type Earlier = InputOf<(typeof endpoints)["dialTask"]>["body"]["earlier"];

/** Opens a call or visit: the gate is asked, the slot is kept, and the number is shown. */
export function CallPanel({ id, kind, isAllowed, zone }: CallPanelProps) {
  const { role } = useUser();
  const [earlier, setEarlier] = useState(nothingChosen);
  const refresh = useRefreshTasks();
  const open = useMutation({
    mutationFn: (told: Earlier) =>
      call(endpoints.dialTask, {
        params: { id },
        body: told === undefined ? {} : { earlier: told },
      }),
    onSettled: refresh,
  });
  const asksEarlier = open.isError && isAskedForEarlier(open.error);
  const notYet =
    role === "manager"
      ? "Specialists and admins work on tasks"
      : open.isPending
        ? "Just a moment"
        : undefined;
  return (
    <section aria-label={`Make the ${kind}`} className="flex flex-col gap-3">
      {open.data === undefined && !asksEarlier && (
        <Button
          kind={isAllowed ? "primary" : "default"}
          size="default"
          className="self-start"
          data-key="o"
          icon={<Icon kind={kind} />}
          disabledReason={notYet}
          onClick={() => open.mutate(undefined)}
        >
          {kind === "call" ? "Open the call" : "Open the visit"}
        </Button>
      )}
      {!asksEarlier && <WhyFailed error={open.error} />}
      {asksEarlier && (
        <>
          <Callout tone="warn" title={`This ${kind} was opened before`}>
            Nobody has said what came of it, so it still counts as made. Say it, and it is opened
            again.
          </Callout>
          <ContactFields kind={kind} choice={earlier} onChange={setEarlier} />
          <Button
            className="self-start"
            disabledReason={notYet ?? whatIsMissing(earlier)}
            onClick={() => open.mutate(contactOf(earlier) ?? "not-made")}
          >
            Say so, and open it again
          </Button>
        </>
      )}
      {open.data !== undefined && <Opened kind={kind} dialled={open.data} zone={zone} />}
      {open.data !== undefined && open.data.verdict.kind !== "allowed" && (
        <Button
          className="self-start"
          disabledReason={notYet}
          onClick={() => open.mutate(undefined)}
        >
          Ask again
        </Button>
      )}
    </section>
  );
}

function Opened({
  kind,
  dialled,
  zone,
}: {
  readonly kind: "call" | "visit";
  readonly dialled: Dialled;
  readonly zone: string | undefined;
}) {
  const { verdict, address, keptUntilMs } = dialled;
  if (verdict.kind !== "allowed") {
    return (
      <Callout tone="bad" title={`The ${kind} was refused when it was opened`}>
        <VerdictReasons verdict={verdict} />
        <p className="mt-1">That it was asked for is on record.</p>
      </Callout>
    );
  }
  return (
    <Callout tone="ok" title={kind === "call" ? "Call this number" : "Go to this address"}>
      <p className="text-xl font-semibold tabular-nums">
        {kind === "call" && address !== null ? <a href={`tel:${address}`}>{address}</a> : address}
      </p>
      {keptUntilMs !== null && (
        <p>{`It is kept for you until ${formatInstant(keptUntilMs, zone)}. Say below what came of it.`}</p>
      )}
    </Callout>
  );
}

function Icon({ kind }: { readonly kind: "call" | "visit" }) {
  const Shape = kind === "call" ? Phone : MapPin;
  return <Shape aria-hidden className="size-4" />;
}

const AsksEarlier = z.object({ asks: z.literal("earlier") });

function isAskedForEarlier(error: Error): boolean {
  return error instanceof RequestFailed && AsksEarlier.safeParse(error.details).success;
}

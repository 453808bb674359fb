import { deskEndpoints, type DebtorDetail } from "@fairflow/contract";
import { Button, Callout } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { toast } from "sonner";
import { FactCard } from "../debtors/fact-card.tsx";
import { useRefreshDebtor } from "../debtors/use-refresh-debtor.ts";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { NoteForm } from "./note-form.tsx";

export interface OnTheCallProps {
  readonly debtor: DebtorDetail;
}

/** What somebody needs while they speak with the debtor: a link to pay by, and a note. */
export function OnTheCall({ debtor }: OnTheCallProps) {
  const { role } = useUser();
  if (role !== "specialist" && role !== "admin") return null;
  return (
    <FactCard title="While you speak with them">
      <li>
        <PayLink debtor={debtor} />
      </li>
      <li>
        <Note debtorId={debtor.id} />
      </li>
    </FactCard>
  );
}

function PayLink({ debtor }: OnTheCallProps) {
  const refresh = useRefreshDebtor();
  const open = debtor.accounts.filter(({ status }) => status === "open" || status === "cured");
  const make = useMutation({
    mutationFn: (amount: "full" | "arrears") =>
      call(deskEndpoints.makePayLink, {
        params: { id: debtor.id },
        body: { accountIds: open.map(({ id }) => id), amount },
      }),
    onSuccess: refresh,
  });
  const notYet = open.length === 0 ? "There is no open account" : undefined;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<Link2 aria-hidden className="size-4" />}
          disabledReason={notYet}
          onClick={() => make.mutate("arrears")}
        >
          Pay link: overdue
        </Button>
        <Button disabledReason={notYet} onClick={() => make.mutate("full")}>
          All of it
        </Button>
      </div>
      <WhyFailed error={make.error} />
      {make.data !== undefined && (
        <Callout tone="ok" title="Read it out, or let them scan it from your screen">
          <a
            href={make.data.url}
            className="break-all text-accent underline"
            target="_blank"
            rel="noreferrer"
          >
            {make.data.url}
          </a>
          <p className="text-sm">{`It works until ${formatInstant(make.data.expiresAtMs, debtor.zone)}. Nothing was sent.`}</p>
        </Callout>
      )}
    </div>
  );
}

function Note({ debtorId }: { readonly debtorId: string }) {
  const refresh = useRefreshDebtor();
  return (
    <NoteForm
      label="Note"
      hint="For colleagues; kept encrypted"
      action="Keep the note"
      keep={(text) => call(deskEndpoints.noteDebtor, { params: { id: debtorId }, body: { text } })}
      onKept={() => {
        toast.success("The note is kept");
        return refresh();
      }}
    />
  );
}

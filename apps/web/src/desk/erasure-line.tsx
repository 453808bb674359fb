import { erasureEndpoints } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../server/ask.ts";
import { formatInstant } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { EraseDialog } from "./erase-dialog.tsx";

export interface ErasureLineProps {
  readonly debtorId: string;
  /** Of the debtor; IANA. */
  readonly zone: string;
}

/** Whether what is kept of a person was erased, and the way to it. */
export function ErasureLine({ debtorId, zone }: ErasureLineProps) {
  const { role } = useUser();
  const [isErasing, setIsErasing] = useState(false);
  const { data } = useQuery(ask(erasureEndpoints.erasure, { params: { id: debtorId } }));
  if (data === undefined) return null;
  if (data.erasedAtMs !== null) {
    return (
      <li className="text-sm text-ink-2">{`Erased ${formatInstant(data.erasedAtMs, zone)}`}</li>
    );
  }
  return (
    <li>
      <Button
        disabledReason={role === "admin" ? undefined : "Admins erase"}
        onClick={() => setIsErasing(true)}
      >
        Erase this person
      </Button>
      {isErasing && (
        <EraseDialog debtorId={debtorId} bars={data.bars} onClose={() => setIsErasing(false)} />
      )}
    </li>
  );
}

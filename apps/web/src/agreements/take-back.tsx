import { Button } from "@fairflow/ui";
import { useState } from "react";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { useRefreshAgreements } from "./use-agreements.ts";

export interface TakeBackProps {
  readonly title: string;
  readonly description: string;
  readonly onTakeBack: (reason: string) => Promise<unknown>;
}

/** Ends what was agreed or offered, with the reason. */
export function TakeBack({ title, description, onTakeBack }: TakeBackProps) {
  const [isAsking, setIsAsking] = useState(false);
  const refresh = useRefreshAgreements();
  return (
    <>
      <Button kind="quiet" onClick={() => setIsAsking(true)}>
        Take back
      </Button>
      {isAsking && (
        <ReasonDialog
          title={title}
          description={description}
          action="Take it back"
          onConfirm={async (reason) => {
            await onTakeBack(reason);
            await refresh();
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

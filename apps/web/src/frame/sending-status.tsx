import { Button } from "@fairflow/ui";
import { CirclePause, Send } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { formatTime } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { useFrame } from "./use-frame.ts";

const SendingDialog = lazy(async () => {
  const { SendingDialog: component } = await import("./sending-dialog.tsx");
  return { default: component };
});

/** Whether messages go out, and the way to stop them all at once. */
export function SendingStatus() {
  const frame = useFrame();
  const { role } = useUser();
  const [isAsking, setIsAsking] = useState(false);
  if (frame === undefined) return null;
  const { on, changedBy, changedAtMs } = frame.sending;
  const mayChange = role === "admin" || role === "manager";
  const who = changedBy === null ? "" : ` by ${changedBy}`;
  const when = changedAtMs === null ? "" : ` ${formatTime(changedAtMs, frame.clock.zone)}`;
  return (
    <>
      <Button
        kind={on ? "quiet" : "danger"}
        icon={on ? <Send className="size-4 text-ok" /> : <CirclePause className="size-4" />}
        disabledReason={mayChange ? undefined : "Admins and managers pause sending"}
        onClick={() => setIsAsking(true)}
      >
        {on ? "Sending on" : `Sending paused${who}${when}`}
      </Button>
      {isAsking && (
        <Suspense fallback={null}>
          <SendingDialog sending={frame.sending} onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </>
  );
}

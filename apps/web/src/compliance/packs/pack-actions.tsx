import { endpoints, type Pack } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../../server/call.ts";
import { useRefreshLaw } from "../law-queries.ts";
import { ReasonDialog } from "../../frame/reason-dialog.tsx";
import { useLawPermission } from "../use-law-permission.ts";
import { ActivateDialog } from "./activate-dialog.tsx";

export interface PackActionsProps {
  readonly pack: Pack;
}

/** Activating a newer version begins with what it changes. */
export function PackActions({ pack }: PackActionsProps) {
  const [isAsking, setIsAsking] = useState<"activate" | "deactivate" | undefined>();
  const notAllowed = useLawPermission();
  const refresh = useRefreshLaw();
  if (pack.holdsEverywhere) return null;
  const close = () => setIsAsking(undefined);
  return (
    <>
      {pack.newer !== null && (
        <Link
          to="/compliance/packs/$id/compare"
          params={{ id: pack.id }}
          search={{ from: pack.digest, to: pack.newer.digest }}
          className="inline-flex h-8 items-center gap-1.5 rounded-control border border-line-strong/60 bg-surface px-3 text-sm font-medium hover:bg-sunken"
        >
          <GitCompareArrows aria-hidden className="size-4" />
          {`See what ${pack.newer.version} changes`}
        </Link>
      )}
      {pack.active === null && pack.newer === null && (
        <Button kind="primary" disabledReason={notAllowed} onClick={() => setIsAsking("activate")}>
          Activate
        </Button>
      )}
      {pack.active !== null && (
        <Button kind="danger" disabledReason={notAllowed} onClick={() => setIsAsking("deactivate")}>
          Deactivate
        </Button>
      )}
      {isAsking === "activate" && (
        <ActivateDialog pack={pack} digest={pack.digest} version={pack.version} onClose={close} />
      )}
      {isAsking === "deactivate" && (
        <ReasonDialog
          title={`Deactivate “${pack.title}”?`}
          description={deactivationWords(pack)}
          action="Deactivate"
          kind="danger"
          onClose={close}
          onConfirm={async (reason) => {
            await call(endpoints.deactivatePack, {
              params: { id: pack.id },
              body: { reason },
            });
            await refresh();
            toast.success("The pack is not active any more");
          }}
        />
      )}
    </>
  );
}

function deactivationWords({ portfolios }: Pack): string {
  if (portfolios.length === 0) return "No portfolio uses it, so nothing stops.";
  const names = portfolios.map(({ name }) => name).join(", ");
  return `Everything of ${names} waits from now on: nothing is sent until a pack is active again. It is not lost.`;
}

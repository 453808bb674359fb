import { troubleEndpoints, type TroubleAction, type TroubleView } from "@fairflow/contract";
import { Badge, EmptyState } from "@fairflow/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";
import { TroubleCard } from "./trouble-card.tsx";
import { actionWords, TROUBLE_TITLES } from "./trouble-words.ts";

const LOOK_EVERY_MS = 20_000;

interface Asked {
  readonly trouble: TroubleView;
  readonly action: TroubleAction;
}

/** Everything that is wrong now, with whom it touches, why, and what can safely be done. */
export function TroublePage() {
  const zone = useZone();
  const client = useQueryClient();
  const list = useQuery({ ...ask(troubleEndpoints.troubles, {}), refetchInterval: LOOK_EVERY_MS });
  const [asked, setAsked] = useState<Asked | undefined>();
  const troubles = list.data?.troubles ?? [];
  const kinds = Object.entries(TROUBLE_TITLES).flatMap(([kind, title]) => {
    const own = troubles.filter((each) => each.kind === kind);
    return own.length === 0 ? [] : [{ kind, title, own }];
  });
  const act = async ({ trouble: { kind, id }, action }: Asked, reason: string) => {
    await call(troubleEndpoints.actOnTrouble, { body: { kind, id, action, reason } });
    await Promise.all([
      client.invalidateQueries({ queryKey: [troubleEndpoints.troubles.path] }),
      client.invalidateQueries({ queryKey: [troubleEndpoints.troubleCount.path] }),
    ]);
  };
  return (
    <Page
      title="Trouble"
      subtitle="What is stuck, in doubt or late, and what can safely be done about it. Nothing is sent again by itself."
    >
      <NotLoaded query={list} what="What is wrong could not be asked" className="h-96" />
      {list.isSuccess && troubles.length === 0 && (
        <EmptyState icon={<CircleCheck />} title="Nothing is stuck">
          Every person in a flow is where they should be, every message is accounted for, and files
          come in time. This page looks again by itself.
        </EmptyState>
      )}
      {kinds.map(({ kind, title, own }) => (
        <section key={kind} aria-labelledby={`trouble-${kind}`} className="flex flex-col gap-2">
          <div className="flex items-center gap-2">
            <h2 id={`trouble-${kind}`} className="text-lg font-semibold">
              {title}
            </h2>
            <Badge tone={kind === "flow-held" ? "bad" : "warn"}>{formatCount(own.length)}</Badge>
          </div>
          <ul className="divide-y divide-line rounded-card border border-line bg-surface">
            {own.map((trouble) => (
              <TroubleCard
                key={trouble.id}
                trouble={trouble}
                zone={zone}
                onAct={(action) => setAsked({ trouble, action })}
              />
            ))}
          </ul>
        </section>
      ))}
      {asked !== undefined && (
        <ReasonDialog
          title={`${actionWords(asked.trouble.kind, asked.action).label}: ${asked.trouble.about || "this one"}`}
          description={actionWords(asked.trouble.kind, asked.action).does}
          action={actionWords(asked.trouble.kind, asked.action).label}
          onConfirm={(reason) => act(asked, reason)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Page>
  );
}

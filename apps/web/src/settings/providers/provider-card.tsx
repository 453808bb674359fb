import { providerEndpoints, providerKind, type ProviderView } from "@fairflow/contract";
import { Badge, Button, Callout, Dialog, Menu } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical } from "lucide-react";
import { useState } from "react";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";
import { CallbackAddresses } from "./callback-addresses.tsx";
import { GoLiveDialog } from "./go-live-dialog.tsx";
import { ProviderHealth } from "./provider-health.tsx";
import { ProviderSecrets } from "./provider-secrets.tsx";
import { useProviderAct } from "./use-provider-act.ts";

export interface ProviderCardProps {
  readonly provider: ProviderView;
  /** Whether nobody is reached until it is switched on. */
  readonly isFirstLive: boolean;
  readonly onEdit: () => void;
}

/** One provider: how it is, what it is known by, and what can be done with it. */
export function ProviderCard({ provider, isFirstLive, onEdit }: ProviderCardProps) {
  const { id, name, isOn, isDefault, isLive, portfolioIds } = provider;
  const kind = providerKind(provider.kind);
  const act = useProviderAct(provider);
  const client = useQueryClient();
  const [asking, setAsking] = useState<"remove" | "go-live">();
  const flip = () =>
    act.mutate({ kind: "switch", isOn: !isOn, isDefault: !isOn && portfolioIds.length === 0 });
  const test = useMutation({
    mutationFn: () => call(providerEndpoints.testProvider, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: [providerEndpoints.providers.path] }),
  });
  return (
    <li className="flex flex-col gap-3 px-4 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="text-base font-semibold">{name}</h3>
        {kind?.title !== name && (
          <span className="text-sm text-ink-3">{kind?.title ?? provider.kind}</span>
        )}
        <span className="flex flex-1 flex-wrap gap-1.5">
          <Badge tone={isOn ? "ok" : "neutral"}>{isOn ? "On" : "Off"}</Badge>
          {isDefault && <Badge tone="accent">Default</Badge>}
          {portfolioIds.length > 0 && (
            <Badge>{`Of ${String(portfolioIds.length)} ${portfolioIds.length === 1 ? "portfolio" : "portfolios"}`}</Badge>
          )}
          <Badge tone={isLive ? "info" : "hold"}>{isLive ? "Live" : "Test mode"}</Badge>
        </span>
        <Button
          aria-label={`Test ${name}`}
          disabledReason={test.isPending ? "It is being asked" : undefined}
          onClick={() => test.mutate()}
        >
          Test
        </Button>
        <Button
          kind={isOn ? "default" : "primary"}
          aria-label={`Switch ${isOn ? "off" : "on"} ${name}`}
          onClick={() => (isFirstLive ? setAsking("go-live") : flip())}
        >
          {isOn ? "Switch off" : "Switch on"}
        </Button>
        <Menu
          trigger={
            <Button kind="quiet" aria-label={`More about ${name}`}>
              <EllipsisVertical aria-hidden className="size-4" />
            </Button>
          }
          items={[
            { label: "Change settings", onSelect: onEdit },
            {
              label: "Make it the default",
              onSelect: () => act.mutate({ kind: "switch", isOn: true, isDefault: true }),
              disabledReason: isDefault ? "It is the default" : undefined,
            },
            {
              label: "Remove",
              onSelect: () => setAsking("remove"),
              isDanger: true,
              startsGroup: true,
            },
          ]}
        />
      </div>
      {test.isSuccess && (
        <Callout
          tone={test.data.passed ? "ok" : "bad"}
          title={test.data.passed ? "It knows us" : "It does not work like this"}
        >
          {test.data.answer}
        </Callout>
      )}
      {test.isError && (
        <Callout tone="bad" title="It could not be tested">
          {messageOf(test.error)}
        </Callout>
      )}
      <ProviderHealth provider={provider} />
      {kind !== undefined && <ProviderSecrets provider={provider} kind={kind} />}
      <CallbackAddresses provider={provider} />
      {asking === "go-live" && (
        <GoLiveDialog
          provider={provider}
          onClose={() => setAsking(undefined)}
          onSwitchOn={() => {
            setAsking(undefined);
            flip();
          }}
        />
      )}
      {asking === "remove" && (
        <Dialog
          open
          onClose={() => setAsking(undefined)}
          title={`Remove ${name}?`}
          description="Its secrets are forgotten. What it took before keeps its name in the history."
          actions={
            <>
              <Button onClick={() => setAsking(undefined)}>Keep it</Button>
              <Button kind="danger" onClick={() => act.mutate({ kind: "remove" })}>
                Remove
              </Button>
            </>
          }
        />
      )}
    </li>
  );
}

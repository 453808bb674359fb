import {
  providerEndpoints,
  providerKind,
  ProviderPurpose,
  type ProviderKind,
  type ProviderView,
} from "@fairflow/contract";
import { Button, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { useState } from "react";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { Page } from "../../frame/page.tsx";
import { ask } from "../../server/ask.ts";
import { KindDialog } from "./kind-dialog.tsx";
import { ProviderCard } from "./provider-card.tsx";
import { ProviderDialog } from "./provider-dialog.tsx";
import { purposeWords } from "./purpose-words.ts";
import { TakerLine } from "./taker-line.tsx";

/** Breakers rest for half a minute at first. */
const REFRESH_MS = 10_000;

type Opened =
  | { readonly what: "kinds" }
  | { readonly what: "form"; readonly kind: ProviderKind; readonly provider?: ProviderView };

/** Whom messages and money go through. */
export function ProvidersPage() {
  const list = useQuery({ ...ask(providerEndpoints.providers, {}), refetchInterval: REFRESH_MS });
  const [opened, setOpened] = useState<Opened | undefined>();
  const providers = list.data?.providers ?? [];
  const isAnyLive = providers.some(({ isOn, isLive }) => isOn && isLive);
  const addButton = (
    <Button
      kind="primary"
      icon={<Plug aria-hidden className="size-4" />}
      onClick={() => setOpened({ what: "kinds" })}
    >
      Set up a provider
    </Button>
  );
  return (
    <Page
      title="Providers"
      subtitle="Whom messages and payments go through. Changes take effect at once, without a restart."
      actions={providers.length > 0 && addButton}
    >
      <NotLoaded query={list} what="The providers could not be loaded" className="h-64" />
      {list.isSuccess && providers.length === 0 && (
        <EmptyState icon={<Plug />} title="Nobody real is reached yet" actions={addButton}>
          Every message goes to the sandbox, where you read it as the debtor would. Set up a
          provider, test it, and switch it on when you want to reach people.
        </EmptyState>
      )}
      {providers.length > 0 &&
        ProviderPurpose.options.map((purpose) => {
          const own = providers.filter((each) => each.purpose === purpose);
          const otherwise = list.data?.otherwise.find((each) => each.purpose === purpose);
          if (own.length === 0 && otherwise === undefined) return null;
          return (
            <section
              key={purpose}
              aria-labelledby={`purpose-${purpose}`}
              className="flex flex-col gap-2"
            >
              <h2 id={`purpose-${purpose}`} className="text-lg font-semibold">
                {purposeWords[purpose]}
              </h2>
              {otherwise !== undefined && <TakerLine {...otherwise} />}
              {own.length > 0 && (
                <ul className="divide-y divide-line rounded-card border border-line bg-surface">
                  {own.map((provider) => (
                    <ProviderCard
                      key={provider.id}
                      provider={provider}
                      isFirstLive={!isAnyLive && provider.isLive && purpose !== "payment"}
                      onEdit={() => {
                        const kind = providerKind(provider.kind);
                        if (kind !== undefined) setOpened({ what: "form", kind, provider });
                      }}
                    />
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      {opened?.what === "kinds" && (
        <KindDialog
          onClose={() => setOpened(undefined)}
          onChoose={(kind) => setOpened({ what: "form", kind })}
        />
      )}
      {opened?.what === "form" && (
        <ProviderDialog
          kind={opened.kind}
          provider={opened.provider}
          portfolios={list.data?.portfolios ?? []}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
}

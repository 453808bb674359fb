import type { ProviderKind, ProviderSecret, ProviderView } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useState } from "react";
import { useZone } from "../../frame/use-zone.ts";
import { formatInstant } from "../../server/format.ts";
import { inSentence } from "./in-sentence.ts";
import { RotateSecretDialog } from "./rotate-secret-dialog.tsx";
import { useProviderAct } from "./use-provider-act.ts";

export interface ProviderSecretsProps {
  readonly provider: ProviderView;
  readonly kind: ProviderKind;
}

/** Since when each secret is set, and how one is exchanged for the next; never what they are. */
export function ProviderSecrets({ provider, kind }: ProviderSecretsProps) {
  const zone = useZone();
  const act = useProviderAct(provider);
  const [rotated, setRotated] = useState<ProviderSecret | undefined>();
  if (kind.secrets.length === 0) return null;
  return (
    <ul aria-label={`Secrets of ${provider.name}`} className="flex flex-col gap-2">
      {kind.secrets.map((secret) => {
        const state = provider.secrets.find(({ name }) => name === secret.name);
        const previousMs = state?.previousSetAtMs ?? null;
        return (
          <li key={secret.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <span className="min-w-36 font-medium">{secret.label}</span>
            <span className="min-w-48 flex-1 text-ink-2">
              {state === undefined
                ? "Not set"
                : `Set ${formatInstant(state.setAtMs, zone)} by ${state.setBy}`}
              {previousMs !== null &&
                `; the one of ${formatInstant(previousMs, zone)} is valid too`}
            </span>
            {previousMs === null ? (
              <Button
                aria-label={`${state === undefined ? "Set" : "Exchange"} the ${inSentence(secret.label)} of ${provider.name}`}
                onClick={() => setRotated(secret)}
              >
                {state === undefined ? "Set" : "Exchange"}
              </Button>
            ) : (
              <>
                <Button
                  onClick={() =>
                    act.mutate({ kind: "retire", name: secret.name, place: "previous" })
                  }
                >
                  Retire the old one
                </Button>
                <Button
                  kind="quiet"
                  onClick={() =>
                    act.mutate({ kind: "retire", name: secret.name, place: "current" })
                  }
                >
                  Go back to it
                </Button>
              </>
            )}
          </li>
        );
      })}
      {rotated !== undefined && (
        <RotateSecretDialog
          provider={provider}
          secret={rotated}
          isSet={provider.secrets.some(({ name }) => name === rotated.name)}
          onClose={() => setRotated(undefined)}
        />
      )}
    </ul>
  );
}

import type { ProviderView } from "@fairflow/contract";
import { Button, Callout } from "@fairflow/ui";
import { TriangleAlert } from "lucide-react";
import { useZone } from "../../frame/use-zone.ts";
import { formatInstant } from "../../server/format.ts";
import { useProviderAct } from "./use-provider-act.ts";

export interface ProviderHealthProps {
  readonly provider: ProviderView;
}

/** Whether the provider is spoken to, what it said last, and what should be known about its settings. */
export function ProviderHealth({ provider }: ProviderHealthProps) {
  const zone = useZone();
  const act = useProviderAct(provider);
  const { breaker, lastAnswer, lastTest, warnings } = provider;
  const said = [
    lastAnswer === null
      ? "It has been sent nothing yet."
      : `Last answer ${formatInstant(lastAnswer.atMs, zone)}: ${lastAnswer.answer}.`,
    lastTest === null
      ? "Not tested yet."
      : `Tested ${formatInstant(lastTest.atMs, zone)}: ${lastTest.passed ? "passed" : "failed"}, “${lastTest.answer}”`,
  ];
  return (
    <>
      {breaker.state !== "closed" && (
        <Callout
          tone={breaker.state === "resting" ? "bad" : "warn"}
          icon={<TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />}
          title={
            breaker.state === "resting"
              ? `It failed ${String(breaker.failures)} times in a row, so nothing goes to it until ${formatInstant(breaker.restsUntilMs ?? 0, zone)}`
              : "The next message finds out whether it answers again"
          }
          actions={
            breaker.state === "resting" && (
              <Button onClick={() => act.mutate({ kind: "wake" })}>Try it now</Button>
            )
          }
        >
          Messages wait, and the rules are asked again before each leaves.
        </Callout>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="flex items-start gap-2 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {warning}
        </p>
      ))}
      <p className="text-sm text-ink-2">{said.join(" ")}</p>
    </>
  );
}

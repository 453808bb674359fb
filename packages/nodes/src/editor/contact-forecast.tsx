import { MessagePurpose, type MessageChannel } from "@fairflow/interpreter";
import { clsx } from "clsx";
import { CalendarClock } from "lucide-react";
import { useContext } from "react";
import { EntrySegmentContext, useEditorLibrary, type GateForecast } from "./editor-library.ts";
import { useAsked } from "./use-asked.ts";

export interface ContactForecastProps {
  readonly channel: MessageChannel;
  /** As it was chosen so far; one that is none is not asked about. */
  readonly purpose: string;
}

/** When the gate will hold the step's message, whoever the person is, so that nobody is surprised on a Sunday. */
export function ContactForecast({ channel, purpose: chosen }: ContactForecastProps) {
  const { forecastContact } = useEditorLibrary();
  const segment = useContext(EntrySegmentContext);
  const purpose = MessagePurpose.safeParse(chosen).data;
  const question =
    purpose === undefined ? undefined : JSON.stringify([channel, purpose, segment ?? null]);
  const asked = useAsked(question, async (signal) =>
    purpose === undefined ? [] : forecastContact({ channel, purpose, segment }, signal),
  );
  if (purpose === undefined) return null;
  const forecasts =
    asked.kind === "known" ? asked.answer : asked.kind === "asking" ? asked.before : undefined;
  return (
    <section
      aria-label="What the law will do"
      className="flex gap-2.5 rounded-card border border-line px-3 py-2.5"
    >
      <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <div role="status" className="flex min-w-0 flex-1 flex-col gap-2 text-sm text-ink">
        {asked.kind === "failed" && (
          <p>
            When the law holds it could not be asked.{" "}
            <button
              type="button"
              className="font-medium text-accent underline-offset-2 hover:underline"
              onClick={asked.again}
            >
              Ask again
            </button>
          </p>
        )}
        {forecasts === undefined && asked.kind !== "failed" && (
          <p className="text-ink-3">Asking when the law allows it</p>
        )}
        {forecasts?.length === 0 && (
          <p>There is no portfolio yet, so no law to ask. Accounts bring theirs with them.</p>
        )}
        {forecasts?.map((forecast) => (
          <Forecast
            key={`${forecast.kind} ${forecast.words}`}
            forecast={forecast}
            isOne={forecasts.length === 1}
          />
        ))}
        {forecasts !== undefined && forecasts.length > 0 && (
          <p className="text-xs text-ink-3">
            In the person’s own time. Caps, holds and opt-outs of each person come on top.
          </p>
        )}
      </div>
    </section>
  );
}

function Forecast({
  forecast: { kind, words, portfolios, rules },
  isOne,
}: {
  readonly forecast: GateForecast;
  readonly isOne: boolean;
}) {
  return (
    <div>
      <p className={clsx(kind === "refused" && "text-bad", kind === "inactive" && "text-warn")}>
        {!isOne && <b className="font-semibold">{`${portfolios.join(", ")}: `}</b>}
        {words}
      </p>
      {rules.length > 0 && (
        <ul className="mt-0.5 flex flex-col">
          {rules.map(({ id, packId, title }) => (
            <li key={id}>
              {packId === "" ? (
                <span className="text-xs text-ink-2">{title}</span>
              ) : (
                <a
                  href={`/compliance/packs/${encodeURIComponent(packId)}?rule=${encodeURIComponent(id)}`}
                  target="_blank"
                  rel="noreferrer"
                  className="text-xs text-accent underline-offset-2 hover:underline"
                >
                  {title}
                  <span className="sr-only"> (opens in a new tab)</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

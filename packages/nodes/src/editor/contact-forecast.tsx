import { MessagePurpose, type MessageChannel } from "@fairflow/interpreter";
import { clsx } from "clsx";
import { Scale } from "lucide-react";
import { useContext } from "react";
import { EntrySegmentContext, useEditorLibrary, type GateForecast } from "./editor-library.ts";
import { ForecastBox } from "./forecast-box.tsx";
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
  const question = purpose === undefined ? undefined : JSON.stringify([channel, purpose, segment]);
  const asked = useAsked(question, async (signal) =>
    purpose === undefined ? [] : forecastContact({ channel, purpose, segment }, signal),
  );
  if (purpose === undefined) return null;
  return (
    <ForecastBox
      label="What the law will do"
      Icon={Scale}
      asked={asked}
      nothing="There is no portfolio yet, so no law to ask. Accounts bring theirs with them."
      foot="In the person’s own time. Caps, holds and opt-outs of each person come on top."
    >
      {(forecast, isOnly) => <Forecast forecast={forecast} isOnly={isOnly} />}
    </ForecastBox>
  );
}

function Forecast({
  forecast: { kind, words, portfolios, rules },
  isOnly,
}: {
  readonly forecast: GateForecast;
  readonly isOnly: boolean;
}) {
  return (
    <>
      <p className={clsx(kind === "refused" && "text-bad", kind === "inactive" && "text-warn")}>
        {!isOnly && <b className="font-semibold">{`${portfolios.join(", ")}: `}</b>}
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
    </>
  );
}

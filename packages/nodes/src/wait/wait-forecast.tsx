import type { FlowNode } from "@fairflow/flow";
import { CalendarClock } from "lucide-react";
import { useContext } from "react";
import { EntrySegmentContext, useEditorLibrary } from "../editor/editor-library.ts";
import { ForecastBox } from "../editor/forecast-box.tsx";
import { useAsked } from "../editor/use-asked.ts";
import { wait } from "./definition.ts";

export interface WaitForecastProps {
  readonly config: FlowNode["config"];
}

/** Until when somebody who comes now would wait, once the settings say so. */
export function WaitForecast({ config }: WaitForecastProps) {
  const { forecastWait } = useEditorLibrary();
  const segment = useContext(EntrySegmentContext);
  const binding = wait.bind(config);
  const isFinished = binding.ok && binding.node.problems.length === 0;
  const question = isFinished ? JSON.stringify([config, segment]) : undefined;
  const asked = useAsked(question, (signal) => forecastWait({ config, segment }, signal));
  if (!isFinished) return null;
  return (
    <ForecastBox
      label="Until when that is"
      Icon={CalendarClock}
      asked={asked}
      nothing="There is no portfolio yet. Accounts bring their time zone and holidays with them."
    >
      {({ words, portfolios }, isOnly) => (
        <p>
          {!isOnly && <b className="font-semibold">{`${portfolios.join(", ")}: `}</b>}
          {words}
        </p>
      )}
    </ForecastBox>
  );
}

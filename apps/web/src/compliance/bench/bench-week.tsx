import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { Channel } from "@fairflow/compliance";
import { endpoints } from "@fairflow/contract";
import { SelectField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { ask } from "../../server/ask.ts";
import { channelNames } from "../gate-words.ts";
import type { BenchQuestion } from "./bench-question.ts";
import { WeekView } from "./week-view.tsx";

export interface BenchWeekProps {
  readonly question: BenchQuestion;
}

/** The week of the case, and of the same case by another channel. */
export function BenchWeek({ question }: BenchWeekProps) {
  const [other, setOther] = useState<Channel | undefined>();
  const asked = question.case.channel;
  const body =
    other === undefined ? question : { ...question, case: { ...question.case, channel: other } };
  const answer = useQuery({
    ...ask(endpoints.bench, { body }),
    placeholderData: (before) => before,
  });
  const zone = answer.data && zoneNamed(zones, answer.data.zone);
  return (
    <section aria-labelledby="bench-week" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <h2 id="bench-week" className="text-lg font-semibold">
          The week from that day on
        </h2>
        {asked !== undefined && (
          <SelectField
            label="By which channel"
            className="w-52"
            value={other ?? asked}
            options={Channel.options.map((value) => ({
              value,
              label: value === asked ? `${channelNames[value]} (the case)` : channelNames[value],
            }))}
            onChange={(value) => {
              const channel = Channel.parse(value);
              setOther(channel === asked ? undefined : channel);
            }}
          />
        )}
      </div>
      <NotLoaded query={answer} what="The week could not be asked" className="h-96" />
      {answer.data !== undefined && zone !== undefined && (
        <WeekView week={answer.data.week} atMs={question.atMs} zone={zone} />
      )}
    </section>
  );
}

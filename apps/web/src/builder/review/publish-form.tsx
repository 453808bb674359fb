import { endpoints, MIN_REASON, type Review } from "@fairflow/contract";
import { Button, TextArea, TextField } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Rocket } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useZone } from "../../frame/use-zone.ts";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { call } from "../../server/call.ts";
import { formatInstant } from "../../server/format.ts";
import { PeopleInside } from "../moving/people-inside.tsx";
import { instantOfWallTime } from "./wall-time.ts";

export interface PublishFormProps {
  readonly flowId: string;
  readonly review: Review;
  /** Why whoever reads this may not publish. */
  readonly refusal: string | undefined;
}

type Way = "now" | "later" | "share";

/** When an approved draft goes live, and for whom. */
export function PublishForm({ flowId, review, refusal }: PublishFormProps) {
  const { submission, live } = review;
  const [way, setWay] = useState<Way>("now");
  const [at, setAt] = useState("");
  const [percent, setPercent] = useState("5");
  const [reason, setReason] = useState(submission.note);
  const [movesPeople, setMovesPeople] = useState(false);
  const zone = useZone();
  const client = useQueryClient();
  const navigate = useNavigate();
  const startsAtMs = way === "later" ? instantOfWallTime(at, zone) : undefined;
  const share = way === "share" ? Number(percent) : undefined;
  const publish = useMutation({
    mutationFn: () =>
      call(endpoints.publishFlow, {
        params: { id: flowId },
        body: {
          submission: submission.id,
          reason: reason.trim(),
          ...(startsAtMs === undefined ? {} : { startsAtMs }),
          ...(share === undefined ? {} : { sharePercent: share }),
        },
      }),
    onSuccess: async ({ version, notices }) => {
      await Promise.all(
        [endpoints.flow, endpoints.flows, endpoints.versions, endpoints.submissions].map(
          ({ path }) => client.invalidateQueries({ queryKey: [path] }),
        ),
      );
      toast.success(publishedWords(version, { startsAtMs, share, zone }));
      for (const notice of notices) toast.warning(notice);
      if (movesPeople && way === "now" && live !== null) {
        return navigate({
          to: "/flows/$id/moving",
          params: { id: flowId },
          search: { from: live.version, to: version },
        });
      }
      await navigate(
        way === "now"
          ? { to: "/flows/$id", params: { id: flowId }, search: { mode: "live", view: "canvas" } }
          : { to: "/flows/$id/versions", params: { id: flowId } },
      );
    },
  });
  const missing =
    reason.trim().length < MIN_REASON
      ? "Say what is new"
      : way === "later" && startsAtMs === undefined
        ? "Choose the day and the time"
        : share !== undefined && !(Number.isInteger(share) && share >= 1 && share <= 99)
          ? "Choose a share from 1 to 99 %"
          : undefined;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (refusal === undefined && missing === undefined && !publish.isPending) publish.mutate();
      }}
    >
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 text-sm font-medium text-ink-2">When it takes new entries</legend>
        <Choice way="now" chosen={way} onChoose={setWay} label="All of them, now" />
        <Choice way="later" chosen={way} onChoose={setWay} label="All of them, from a time on" />
        {way === "later" && (
          <TextField
            label={zone === undefined ? "Day and time" : `Day and time, in ${zone}`}
            hint="By the clock that the flows run on."
            type="datetime-local"
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
        )}
        {live !== null && (
          <Choice way="share" chosen={way} onChoose={setWay} label="A share of them first" />
        )}
        {way === "share" && (
          <TextField
            label="Share of new entries, in percent"
            hint={`Drawn for each debtor once and for ever; version ${live?.version} takes the others.`}
            type="number"
            min={1}
            max={99}
            value={percent}
            onChange={(event) => setPercent(event.target.value)}
          />
        )}
      </fieldset>
      {live !== null && way === "now" ? (
        <PeopleInside
          flowId={flowId}
          version={live.version}
          moves={movesPeople}
          onChange={setMovesPeople}
        />
      ) : (
        <p className="text-sm text-ink-2">
          {live === null
            ? "From then on accounts enter it, and messages are sent as the rules allow."
            : `Whoever is inside version ${live.version} stays on it.`}
        </p>
      )}
      <TextArea
        label="What is new, and why"
        hint="It stands with the version for ever."
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        kind="primary"
        type="submit"
        className="self-start"
        icon={<Rocket className="size-4" />}
        disabledReason={refusal ?? (publish.isPending ? "Publishing" : missing)}
      >
        {publish.isPending ? "Publishing" : "Publish"}
      </Button>
      <WhyFailed error={publish.error} />
    </form>
  );
}

interface ChoiceProps {
  readonly way: Way;
  readonly chosen: Way;
  readonly label: string;
  readonly onChoose: (way: Way) => void;
}

function Choice({ way, chosen, label, onChoose }: ChoiceProps) {
  return (
    <label className="flex cursor-pointer items-center gap-2.5 py-0.5">
      <input
        type="radio"
        name="when"
        checked={way === chosen}
        onChange={() => onChoose(way)}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="text-base">{label}</span>
    </label>
  );
}

function publishedWords(
  version: number,
  how: {
    readonly startsAtMs: number | undefined;
    readonly share: number | undefined;
    readonly zone: string | undefined;
  },
): string {
  if (how.startsAtMs !== undefined) {
    return `Version ${version} begins ${formatInstant(how.startsAtMs, how.zone)}`;
  }
  return how.share === undefined
    ? `Version ${version} is live`
    : `Version ${version} takes ${how.share} % of new entries`;
}

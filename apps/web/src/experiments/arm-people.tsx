import { experimentEndpoints, type ArmFigure, type Experiment } from "@fairflow/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { PeopleDrawer } from "../reports/people-drawer.tsx";
import { call } from "../server/call.ts";
import { ARM_FIGURE_NAMES } from "./experiment-words.ts";

export interface ArmPeopleProps {
  readonly experiment: Experiment;
  readonly arm: string;
  readonly figure: ArmFigure;
  readonly onClose: () => void;
}

const FIRST = 0;

/** Whom a figure of a share counts. */
export function ArmPeople({ experiment, arm, figure, onClose }: ArmPeopleProps) {
  const { flowId: id, nodeId: node, arms, windowDays } = experiment;
  const people = useInfiniteQuery({
    queryKey: [experimentEndpoints.experimentPeople.path, id, node, arm, figure],
    queryFn: ({ signal, pageParam }) =>
      call(
        experimentEndpoints.experimentPeople,
        { params: { id, node }, query: { arm, figure, after: pageParam } },
        signal,
      ),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
  });
  const label = arms.find((each) => each.id === arm)?.label ?? arm;
  return (
    <PeopleDrawer
      title={`${label}: ${ARM_FIGURE_NAMES[figure].toLocaleLowerCase("en")}`}
      description={`What each paid within ${windowDays} days, once these are over`}
      nobody="Nobody yet."
      people={people}
      onClose={onClose}
    />
  );
}

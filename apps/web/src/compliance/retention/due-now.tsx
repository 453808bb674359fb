import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatCount } from "../../server/format.ts";
import { dueCountQuery } from "./due-count-query.ts";
import { capital, peopleWords, reasonNames } from "./retention-words.ts";

/** How many the next sweep would erase, and how many something keeps; each number opens its people. */
export function DueNow() {
  const { data, isError } = useQuery(dueCountQuery);
  if (isError) return "Could not be counted";
  if (data === undefined) return <Skeleton className="h-5 w-40" />;
  const { due, kept, reasons, isWhole } = data;
  return (
    <>
      <Link
        to="/compliance/retention"
        search={{ show: "due" }}
        hash="people"
        className="font-medium text-accent hover:underline"
      >
        {capital(isWhole ? peopleWords(due) : `at least ${peopleWords(due)}`)}
      </Link>
      {kept > 0 && (
        <span className="block text-sm text-ink-2">
          <Link
            to="/compliance/retention"
            search={{ show: "kept" }}
            hash="people"
            className="font-medium text-accent hover:underline"
          >
            {capital(peopleWords(kept))}
          </Link>
          {` ${kept === 1 ? "is" : "are"} kept although their time is over: ${reasons
            .map(({ kind, people }) => `${formatCount(people)} ${reasonNames[kind]}`)
            .join(", ")}`}
        </span>
      )}
    </>
  );
}

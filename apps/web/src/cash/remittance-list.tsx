import { cashEndpoints } from "@fairflow/contract";
import { Callout } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { formatDate, formatMoney } from "../server/format.ts";

/** Lists of agencies whose money has not come in, as far as anybody can tell. */
export function RemittanceList() {
  const { data } = useQuery(ask(cashEndpoints.cashSums, {}));
  if (data === undefined || data.remittances.length === 0) return null;
  return (
    <Callout tone="info" title="Lists of agencies that wait for their deposit">
      <ul className="text-sm tabular-nums">
        {data.remittances.map(({ id, number, total, day, lines }) => (
          <li key={id}>
            {`${number}: ${formatMoney(total)} in ${lines} lines${day === null ? "" : `, of ${formatDate(day)}`}`}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-sm">
        When the bank tells of the deposit, open its line and say which list it is, if that is not
        found by itself.
      </p>
    </Callout>
  );
}

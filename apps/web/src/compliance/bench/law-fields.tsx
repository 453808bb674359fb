import { ChoiceChips, OneOrAllField, SwitchField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { packsQuery } from "../law-queries.ts";
import { usePortfolios } from "../use-portfolios.ts";
import { packPlace } from "./pack-place.ts";
import type { BenchFieldsProps } from "./who-fields.tsx";

/** Which law is asked: packs of the installation, active or not, and the rules of the house. */
export function LawFields({ form, onChange }: BenchFieldsProps) {
  const packs = useQuery(packsQuery);
  const portfolios = usePortfolios();
  const choices = packs.data?.packs.filter(({ holdsEverywhere }) => !holdsEverywhere) ?? [];
  return (
    <>
      <ChoiceChips
        label="Rule packs"
        hint="What holds everywhere is always asked"
        options={choices.map(({ id, title, active }) => ({
          value: id,
          label: `${packPlace(title)}${active === null ? " (not active)" : ""}`,
        }))}
        chosen={form.packs}
        onChange={(chosen) => onChange({ packs: [...chosen] })}
      />
      <SwitchField
        label="Ask the house rules too"
        checked={form.houseRules}
        onChange={(houseRules) => onChange({ houseRules })}
      />
      {form.houseRules && (
        <OneOrAllField
          label="House rules of"
          all="All portfolios: only those that are for all"
          value={form.portfolioId ?? undefined}
          options={portfolios.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(chosen) => onChange({ portfolioId: chosen ?? null })}
        />
      )}
    </>
  );
}

import type { RuleId } from "../rule.ts";

/** A point on which the law can be read in more than one way, and what the packs chose. */
export interface ContestedPoint {
  readonly id: string;
  readonly point: string;
  readonly positions: string;
  readonly choice: string;
  /** The rules that carry the choice. None where no pack here speaks of it. */
  readonly rules: readonly RuleId[];
}

export const CONTESTED_POINTS: readonly ContestedPoint[] = [
  {
    id: "X1",
    point: "South Africa: hours of collectors",
    positions:
      "The Council says 06:00 to 21:00; debt counsellors say 08:00 to 21:00 or 08:00 to 17:00",
    choice:
      "The Council's hours as law, those of the Consumer Protection Act as the recommended default",
    rules: ["za.hours.cfdc", "za.hours.recommended"],
  },
  {
    id: "X2",
    point: "South Africa: public holidays for collectors",
    positions: "The Council's statement is silent",
    choice: "Shut by the recommended rule",
    rules: ["za.hours.recommended"],
  },
  {
    id: "X3",
    point: "Section 129: the tenth business day",
    positions: "Act on the tenth day, or only after it",
    choice: "The day after",
    rules: ["za.gate.legal", "za.notice.s129"],
  },
  {
    id: "X4",
    point: "Debt review and phone calls",
    positions: "Section 88(3) bars court process; calls are not named",
    choice: "Demands stop",
    rules: ["za.hold.debt_review"],
  },
  {
    id: "X5",
    point: "Section 126B: would reasonably have raised prescription",
    positions: "The consumer has to raise it, or computed prescription is enough",
    choice: "Computed is enough",
    rules: ["za.hold.prescribed", "za.timebar.ordinary"],
  },
  {
    id: "X6",
    point: "Whether a phone call is an electronic communication under POPIA section 69",
    positions: "The Regulator says yes, the industry no",
    choice: "Yes",
    rules: ["za.consent.marketing"],
  },
  {
    id: "X7",
    point: "Whether an SMS to collect is direct marketing",
    positions: "No, unless it promotes",
    choice: "The purpose of the message decides",
    rules: ["za.hours.cpa_marketing", "za.hold.optout_marketing"],
  },
  {
    id: "X8",
    point: "Debt intervention (sections 86A and 88A)",
    positions: "In the Act since 2019; its commencement is not confirmed here",
    choice: "Modelled; it does nothing unless the state is set",
    rules: ["za.hold.debt_review"],
  },
  {
    id: "X9",
    point: "Regulation F: seven calls in seven days",
    positions: "A presumption that can be rebutted both ways",
    choice: "A hard block",
    rules: ["us.regf.7in7"],
  },
  {
    id: "X10",
    point: "21:00:00 exactly",
    positions: "“After 9:00 p.m.” lets 21:00:00 pass",
    choice: "Shut at 21:00:00",
    rules: ["us.regf.hours"],
  },
  {
    id: "X11",
    point: "Days in lieu in the five days of assumed receipt",
    positions: "5 USC 6103(a) names 4 July; 3 July 2026 is in lieu under (b)",
    choice: "Skip it too, which ends later",
    rules: ["us.notice.validation", "us.gate.after_validation"],
  },
  {
    id: "X12",
    point: "Oral requests to cease and oral disputes",
    positions: "The rule needs writing",
    choice: "Oral is a hold too",
    rules: ["us.hold.cease", "us.hold.dispute_oral"],
  },
  {
    id: "X13",
    point: "Email at night",
    positions: "Florida exempts it, federal law does not",
    choice: "The federal hours stay",
    rules: ["us.regf.hours", "us-fl.hours"],
  },
  {
    id: "X14",
    point: "TCPA after McLaughlin v McKesson (2025)",
    positions: "Courts need not follow the reading of the FCC",
    choice: "Follow the FCC",
    rules: ["us.tcpa.pec"],
  },
  {
    id: "X15",
    point: "Revoking consent to all automated contact at once",
    positions: "Waived to 31 January 2027; may be repealed",
    choice: "A rule with a date",
    rules: ["us.hold.revoke_all"],
  },
  {
    id: "X16",
    point: "Massachusetts: unanswered calls",
    positions: "The text speaks of engaging in communication",
    choice: "Count them",
    rules: ["us-ma.2in7"],
  },
  {
    id: "X17",
    point: "Australia: what a week and a month are, and whether a message is a contact",
    positions: "Calendar or rolling; contact made or message sent",
    choice: "Rolling 7 and 31 days; messages count",
    rules: ["au.rg96.3perweek", "au.rg96.10permonth"],
  },
  {
    id: "X18",
    point: "District of Columbia: the cap",
    positions: "Three calls in the emergency acts, four in the permanent act",
    choice: "Four",
    rules: ["us-dc.4calls"],
  },
  {
    id: "X19",
    point: "Breathing space: how its days are counted",
    positions: "The start date is day 1 or day 0",
    choice: "Day 1",
    rules: ["gb.hold.breathing_space"],
  },
  {
    id: "X20",
    point: "RG 96: a table for the telephone",
    positions: "Extend it to SMS or not",
    choice: "Extend it",
    rules: ["au.rg96.hours_phone"],
  },
  {
    id: "X21",
    point: "Kenya: the Regulations of 2022 after Act 20 of 2024",
    positions: "In force or spent",
    choice: "There is no pack for Kenya",
    rules: [],
  },
  {
    id: "X22",
    point: "India: the directions of 2026",
    positions: "A draft was seen, the final text was not found",
    choice: "There is no pack for India",
    rules: [],
  },
];

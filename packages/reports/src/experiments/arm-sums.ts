/**
 * What the people of an arm came to, as sums, so that a day's new people are added and nobody is read twice. The person is
 * what is drawn, so the person is the unit: their accounts come together.
 */
export interface ArmSums {
  readonly people: number;
  readonly accounts: number;
  /** Minor units that came in for these accounts within the window. */
  readonly money: number;
  /** Sums over people of the squares, and of money times accounts. */
  readonly moneySquared: number;
  readonly accountsSquared: number;
  readonly moneyByAccounts: number;
  /** People of whom anything came in. */
  readonly payers: number;
  /** People who complained within the window, and who opted out of a channel. */
  readonly complaints: number;
  readonly optOuts: number;
}

export const NO_SUMS: ArmSums = {
  people: 0,
  accounts: 0,
  money: 0,
  moneySquared: 0,
  accountsSquared: 0,
  moneyByAccounts: 0,
  payers: 0,
  complaints: 0,
  optOuts: 0,
};

export function addSums(one: ArmSums, other: ArmSums): ArmSums {
  return {
    people: one.people + other.people,
    accounts: one.accounts + other.accounts,
    money: one.money + other.money,
    moneySquared: one.moneySquared + other.moneySquared,
    accountsSquared: one.accountsSquared + other.accountsSquared,
    moneyByAccounts: one.moneyByAccounts + other.moneyByAccounts,
    payers: one.payers + other.payers,
    complaints: one.complaints + other.complaints,
    optOuts: one.optOuts + other.optOuts,
  };
}

/** A mean with the variance of one observation of it. */
export interface Mean {
  readonly mean: number;
  readonly variance: number;
  readonly sample: number;
}

/** Money per account. People differ in how many accounts they have, so it is a ratio, with its variance by the delta method. */
export function moneyPerAccount(sums: ArmSums): Mean {
  const { people, accounts, money, moneySquared, accountsSquared, moneyByAccounts } = sums;
  if (accounts === 0 || people < 2) return { mean: 0, variance: 0, sample: people };
  const mean = money / accounts;
  const perPerson = accounts / people;
  // Residuals of a ratio add up to nothing, so their squares are their variance.
  const squares = moneySquared - 2 * mean * moneyByAccounts + mean * mean * accountsSquared;
  const variance = Math.max(0, squares) / (people - 1) / (perPerson * perPerson);
  return { mean, variance, sample: people };
}

/** The share of people to whom something happened. */
export function shareOfPeople({ people }: ArmSums, happened: number): Mean {
  if (people < 2) return { mean: 0, variance: 0, sample: people };
  const mean = happened / people;
  return { mean, variance: (mean * (1 - mean) * people) / (people - 1), sample: people };
}

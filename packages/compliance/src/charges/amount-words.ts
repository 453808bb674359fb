const MINOR = 100;

/** `R 1 225.00`; other currencies by their code. Hundredths only: the tariffs that are compared have no others. */
export function amountWords(minor: number, currency: string): string {
  const whole = String(Math.floor(minor / MINOR)).replaceAll(/\B(?=(\d{3})+$)/g, " ");
  const fraction = String(minor % MINOR).padStart(2, "0");
  return `${currency === "ZAR" ? "R" : currency} ${whole}.${fraction}`;
}

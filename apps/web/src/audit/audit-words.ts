/** `flow.pause` as `Flow: pause`; actions are many, and their own words say them. */
export function actionText(action: string): string {
  const [subject = action, ...rest] = action.split(".");
  const words = (text: string) => text.replaceAll(/[-_]/g, " ");
  const done = words(rest.join(" "));
  const about = words(subject);
  const named = about.charAt(0).toLocaleUpperCase("en") + about.slice(1);
  return done === "" ? named : `${named}: ${done}`;
}

/** Whether a webhook's URL can be posted to. fetch would put what it does not take into its error, and so into the log. */
export function isPostable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && !username && !password;
}

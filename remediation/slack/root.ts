/** The first message of a thread in Slack. */
export interface Root {
  /** In which it is. */
  channel: string;
  /** Its id there. */
  ts: string;
  /** ISO 8601: when the announcement was made that it shows. */
  shows: string;
  /** The invocation whose announcement it was begun for. Lambda's next attempt is the same one. */
  begunBy: string;
}

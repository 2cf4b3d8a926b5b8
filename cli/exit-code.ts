/** What a command ends with, for scripts. README.md lists them. */
export const ExitCode = {
  /** All is well, or under way. */
  FINE: 0,
  /** Something needs a person: a record, a certificate, a retry, a finding of the doctor. */
  NEEDS_A_PERSON: 1,
  /** The command was not called as it has to be. */
  USAGE: 2,
  /** AWS, or the way there, refused: credentials, permissions, network. */
  REFUSED: 3,
  /** Ctrl-C, as shells tell it: 128 and the number of the signal. */
  INTERRUPTED: 130,
  /** Nobody reads the result any more, in the same way: SIGPIPE is 13. */
  UNREAD: 141,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

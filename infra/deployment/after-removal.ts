/** What a removal leaves, in words for the terminal. Pure. */
export function afterRemoval(): string {
  return `
What stays
  Aliases are where they were moved to, and certificates where they were attached.
  TXT records stand: as long as one does, it is the consent. Delete them.
  Support cases that are open stay open: close them, or AWS may still move an alias.
  The ledger, where the stack was deployed with keepLedger=true: aws dynamodb list-tables --region us-east-1
  The SSM parameter with the Slack webhook, or the bot's token, where there is one: aws ssm delete-parameter --region us-east-1 --name NAME
`;
}

/** A list as it stands in an environment variable and in a stage parameter: separated by commas, with what is empty left out. */
export function entriesOf(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

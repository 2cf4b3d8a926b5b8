/** The documentation as its tests read it. */
import { globSync, readFileSync } from 'node:fs';

/** Every page: those at the top and those below docs/. Paths from the repository's root. */
export const pages: string[] = globSync(['*.md', 'docs/**/*.md']).toSorted();

export function read(path: string): string {
  return readFileSync(path, 'utf8');
}

/** Without fenced blocks and code spans: what looks like a link or a heading there is none. */
export function prose(markdown: string): string {
  return withoutBlocks(markdown).replace(/`[^`\n]*`/g, '``');
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^( *)```[\s\S]*?^\1```/gm, '');
}

/** Texts of the headings of a level, in order. */
export function headings(markdown: string, level: number): string[] {
  const lines = withoutBlocks(markdown).matchAll(new RegExp(`^#{${level}} (.+)$`, 'gm'));
  return [...lines].map(([, text = '']) => text);
}

/** What lies below a heading, up to the next of its level or above. */
export function section(markdown: string, heading: string): string {
  const [, rest = ''] = markdown.split(`${heading}\n`);
  const level = heading.indexOf(' ');
  return rest.split(new RegExp(`^#{1,${level}} `, 'm'))[0] ?? '';
}

/** Rows of the tables in a piece of a page, cells trimmed; the heads are left out. */
export function rows(markdown: string): string[][] {
  const lines = markdown.split('\n');
  return lines
    .filter((line, position) => line.startsWith('|') && !isRule(line) && !isRule(lines[position + 1] ?? ''))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

function isRule(line: string): boolean {
  return /^\|[-| ]+\|$/.test(line);
}

/** Words in code spans. */
export function codes(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

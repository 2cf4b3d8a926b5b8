/** The package has no types of its own, and @types/cliui are of an older one. What is used here. */
declare module 'cliui' {
  interface Column {
    text: string;
    width?: number;
    /** Top, right, bottom, left. */
    padding?: number[];
  }
  export default function cliui(options: { width: number }): {
    div(...columns: Column[]): void;
    toString(): string;
  };
}

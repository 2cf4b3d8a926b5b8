/** A bench, its sections, its figures: each beside what it is compared with, and the goal that it must meet. */

export type Unit = 'ms' | 's' | '%' | 'KB' | '';

/** `worst` beside `is` where that is a median. */
export interface Value {
  is: number;
  worst?: number;
}

/** A goal binds our own value, at its worst, or the ratio of ours to another. */
export interface Goal {
  of: 'ours' | 'ratio';
  atMost: number;
}

export interface Measured {
  what: string;
  unit: Unit;
  ours: Value;
  /** By name. One that is left out could not be measured, or does not know the thing. */
  others?: Record<string, Value>;
  /** Ours ÷ other, so less is better. */
  ratio?: number;
  goal: Goal;
}

export interface Figure extends Measured {
  met: boolean;
}

export interface Section {
  title: string;
  /** The columns beside ours. */
  others: string[];
  figures: Figure[];
  /** How it was measured, and what is missing. */
  notes: string[];
}

export interface Bench {
  /** A sentence. */
  about: string;
  /** Measured one after the other, so that none takes time from another. */
  sections: (() => Promise<Section>)[];
}

/** What was not measured has met nothing. */
export function figure(measured: Measured): Figure {
  const { ours, ratio, goal } = measured;
  const value = goal.of === 'ours' ? (ours.worst ?? ours.is) : ratio;
  return { ...measured, met: value !== undefined && value <= goal.atMost };
}

export function missed(sections: readonly Section[]): string[] {
  return sections.flatMap(({ title, figures }) =>
    figures.filter(({ met }) => !met).map(({ what }) => `${title}, ${what}`),
  );
}

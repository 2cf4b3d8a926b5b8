/** A tag of an AWS resource, and the one without which the stack changes nothing (ADR 0015). Pure. */

export interface Tag {
  key: string;
  value: string;
}

/** What the steps that act have to know. */
export interface Restriction {
  /** What does not carry this tag is not changed. `undefined`: there is no restriction. */
  onlyTagged: Tag | undefined;
}

/** Key and value to the letter: IAM's StringEquals, which holds the roles to it, minds case, too. */
export function carries(tags: readonly Tag[], { key, value }: Tag): boolean {
  return tags.some((tag) => tag.key === key && tag.value === value);
}

/** `key=value` */
export function inFull({ key, value }: Tag): string {
  return `${key}=${value}`;
}

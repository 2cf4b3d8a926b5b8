/** The languages that there are words in. */
import { english } from './english/english.ts';
import { japanese } from './japanese/japanese.ts';
import type { Language } from './language.ts';
import type { AnnouncementLanguage } from './telling.ts';

export const LANGUAGES: Record<AnnouncementLanguage, Language> = { en: english, ja: japanese };

import { playEverySecond } from './play.ts';

playEverySecond(0);

import { playEverySecond } from './play.ts';

playEverySecond(1);

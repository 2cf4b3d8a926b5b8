/** Prints the Debian packages that these tests still need, one a line. */
import { missingPackages } from './programs.ts';

for (const name of missingPackages()) console.log(name);

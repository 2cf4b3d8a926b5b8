/** Every call of the stack fails once, though AWS has done it: nothing is done a second time. */
import { cutEveryCall } from './cut-every-call.ts';

await cutEveryCall('after', 4);

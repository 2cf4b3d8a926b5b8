/** Every call of the stack fails once, and AWS has not done it: it is done all the same, and nothing twice. */
import { cutEveryCall } from './cut-every-call.ts';

await cutEveryCall('before', 4);
